import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { memloop } from '../cli/memloop.js';
import { spawned } from '../cli/spawned.js';
import { filesOf, scratch } from '../scratch.js';

const wires = ['--array', 'wires.rowOhms=1', '--array', 'wires.columnOhms=1'];

it.each([
  ['run', 't-maze', wires, 6],
  ['sweep', 'adc-bits', [], 36],
  ['run', 'telegraph', [], 28],
  ['run', 'water-maze', wires, 5],
  ['sweep', 'ageing', [], 45],
])('%s examples/array/%s.yaml goes as it stands', async (command, name, array, conditions) => {
  const file = fileURLToPath(new URL(`../../examples/array/${name}.yaml`, import.meta.url));
  const out = join(scratch(), 'run');
  const short = ['--seeds', '1', '--episodes', '2'];
  const { code, stderr } = await memloop([command, file, ...short, ...array, '--out', out]);
  expect(code, stderr).toBe(0);
  expect(filesOf(out)['seeds.csv'].trim().split('\n')).toHaveLength(conditions + 1);
});

it.each([
  ['array-diffused', 36],
  ['array-diffused-water', 12],
  ['array-diffused-dac', 10],
])('sweep examples/%s.yaml goes as it stands', async (name, conditions) => {
  const file = fileURLToPath(new URL(`../../examples/${name}.yaml`, import.meta.url));
  const out = join(scratch(), 'run');
  const { code, stderr } = await memloop(['sweep', file, '--seeds', '1', '--episodes', '2', '--out', out]);
  expect(code, stderr).toBe(0);
  expect(filesOf(out)['seeds.csv'].trim().split('\n')).toHaveLength(conditions + 1);
});

it('converters that carry errors continue after SIGKILL to the bytes of an uninterrupted run', async () => {
  const file = fileURLToPath(new URL('../../examples/array-diffused.yaml', import.meta.url));
  const [whole, broken] = [join(scratch(), 'run'), join(scratch(), 'run')];
  const args = (out: string) => ['sweep', file, '--seeds', '6', '--episodes', '60', '--out', out];
  await memloop(args(whole));
  const seeds = join(broken, 'seeds.csv');
  const when = () => existsSync(seeds) && statSync(seeds).size > 20_000;
  expect((await spawned(args(broken), { kill: { signal: 'SIGKILL', when } })).code).toBeNull();
  const { code, stderr } = await memloop(['resume', broken]);
  expect(code, stderr).toBe(0);
  expect(filesOf(broken)).toEqual(filesOf(whole));
});
