import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { memloop } from '../cli/memloop.js';
import { filesOf, scratch } from '../scratch.js';

it.each(['t-maze', 'water-maze'])('the example of packets in the %s runs as it stands', async (task) => {
  const file = fileURLToPath(new URL(`../../examples/packets-${task}.yaml`, import.meta.url));
  const out = join(scratch(), 'run');
  const { code, stderr, stdout } = await memloop([
    'run',
    file,
    '--seeds',
    '2',
    '--episodes',
    '3',
    '--out',
    out,
  ]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('carried packets / mixture');
  // Six conditions of two seeds.
  expect(filesOf(out)['seeds.csv'].trim().split('\n')).toHaveLength(13);
});
