import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

it('an example is found by its name in the package, from any directory', async () => {
  const directory = scratch();
  const { code, stderr, stdout } = await memloop(['show', 'examples/read-noise.yaml'], { directory });
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(
      /^memloop: examples\/read-noise\.yaml is the example that comes with memloop: \S+\n$/,
    ),
  ]);
  expect(stdout).toContain('noise:');
});

it('an example in a folder of the examples is found, too', async () => {
  const { stderr } = await memloop(['sweep', 'examples/vad/devices.yaml'], { directory: scratch() });
  expect(stderr).toMatch(
    /^memloop: examples\/vad\/devices\.yaml is the example that comes with memloop: \S+\n/,
  );
});

it('a file of one’s own with that name comes first', async () => {
  const directory = scratch();
  mkdirSync(join(directory, 'examples'));
  writeFileSync(join(directory, 'examples/read-noise.yaml'), 'environment: gridworld\n');
  const { stderr, stdout } = await memloop(['show', 'examples/read-noise.yaml'], { directory });
  expect(stderr).toBe('');
  expect(stdout).toContain('environment: gridworld');
});

it('a name of no example is refused as any other file', async () => {
  const { code, stderr } = await memloop(['sweep', 'examples/none.yaml'], { directory: scratch() });
  expect(code).toBe(2);
  expect(stderr).toBe('memloop: examples/none.yaml: cannot read the experiment: there is no such file\n');
});
