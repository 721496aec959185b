import { describe, expect, it } from 'vitest';
import { fate, sharedData } from './shared.js';

describe('tests that need data beside the repository', () => {
  it.each([
    [0, true, true, 'run'],
    [0, true, false, 'run'],
    [1, true, false, 'skip'],
    [1, false, true, 'skip'],
    [1, false, false, 'skip'],
    [1, true, true, 'fail'],
  ] as const)('with %i files missing, the folder there: %s, required: %s, will %s', (...given) => {
    const [missing, folderThere, required, becomes] = given;
    expect(fate(missing, folderThere, required)).toBe(becomes);
  });

  it('know what is absent, and where the rest lies', () => {
    const { absent, paths } = sharedData('no such file');
    expect(absent).toBe(true);
    expect(paths).toEqual([expect.stringMatching(/shared.no such file$/)]);
  });
});
