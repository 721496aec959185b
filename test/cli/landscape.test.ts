import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const directory = scratch();

it('explores the toy: the finding first, a report with its figure, and the data', async () => {
  const out = join(directory, 'toy');
  const { code, stdout } = await memloop(['landscape', '--toy', '--starts', '10', '--out', out]);
  expect(code).toBe(0);
  const words = stdout.replaceAll(/\s+/g, ' ');
  expect(words).toMatch(/^\d+ of 10 starts ran into a channel to infinity\. .* window of 20, the channel ends at loss 8\.04e−4\./);
  expect(words).toContain('In a window of 2 or less');
  expect(readFileSync(join(out, 'windows.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(61);
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('gated linear unit');
  expect(existsSync(join(out, 'figures', 'window.svg'))).toBe(true);
  expect((await memloop(['landscape', '--toy', '--out', out])).stderr).toContain('already holds report.html');
}); // prettier-ignore

it('takes the file of a flow', async () => {
  const { code, stdout } = await memloop(['landscape', 'examples/landscape.yaml', '--starts', '2', '--json', '--out', join(directory, 'file')]);
  expect(code).toBe(0);
  const { starts } = JSON.parse(stdout) as { starts: unknown[] };
  expect(starts).toHaveLength(2);
}); // prettier-ignore

it('refuses neither and both', async () => {
  for (const args of [[], ['x.yaml', '--toy']]) {
    const { code, stderr } = await memloop(['landscape', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('expected either a file or --toy');
  }
});
