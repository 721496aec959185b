import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const directory = scratch();

it('sweeps JART: the finding first, a report with figures, and their data', async () => {
  const out = join(directory, 'sweep');
  const { code, stdout } = await memloop(['devices', 'jart', '--sweep', '--out', out]);
  expect(code).toBe(0);
  const words = stdout.replaceAll(/\s+/g, ' ');
  expect(words).toMatch(
    /^At 1 V\/s the cell sets at −0\.595 V and resets at \+0\.925 V; .* 66 times, .* 2927 K\./,
  );
  expect(words).toContain('Warning: the filament is hotter than 1500 K');
  expect(words).toContain('every 57 mV');
  const rows = readFileSync(join(out, 'sweep.csv'), 'utf8').trimEnd().split('\n');
  expect(rows).toHaveLength(602);
  expect(Number(rows[31].split(',')[2]) / -3.1188e-6).toBeCloseTo(1, 3);
  expect(readFileSync(join(out, 'switching-times.csv'), 'utf8')).toContain('set,-0.5,0.968');
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('sets at −0.595 V');
  for (const name of ['iv-loop', 'switching-times'])
    expect(existsSync(join(out, 'figures', `${name}.svg`))).toBe(true);
  const again = await memloop(['devices', 'jart', '--out', out]);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('already holds report.html');
});

it('takes a rate, and prints the findings as JSON', async () => {
  const out = join(directory, 'fast');
  const { stdout } = await memloop(['devices', 'jart', '--sweep', '1000', '--json', '--out', out]);
  const found = JSON.parse(stdout) as Record<string, number>;
  expect(found['setVolts']).toBeCloseTo(-0.775, 2);
  expect(found['resetVolts']).toBeCloseTo(1.235, 2);
});

it.each([
  [['--sweep', '0'], /--sweep: got "0": expected a rate from 0\.001/],
  [['--sweep', 'fast'], /--sweep: got "fast"/],
  [['--population', '3'], /--population: memloop devices jart does not take it/],
])('refuses %j', async (args, sentence) => {
  const { code, stderr } = await memloop(['devices', 'jart', ...args]);
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
});

it('warns of experiments whose pulses overheat the filament', async () => {
  const out = join(directory, 'hot');
  const file = join(directory, 'hot.json');

  const hot = { bank: 'jart', bankSettings: { setVolts: 1, highestN: 20, resetVolts: 1.2 } };
  writeFileSync(file, JSON.stringify({ environment: 't-maze', seeds: 1, episodes: 2, conditions: [hot] }));
  const { code, stderr } = await memloop(['run', file, '--out', out]);
  expect(stderr).toMatch(/heat the filament to \d+ K; above 1500 K/);
  expect(code).toBe(0);
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('heat the filament');
});

const built = new URL('../../dist/src/experiment/catalogue.js', import.meta.url).href;
const few = ['--seeds', '1', '--episodes', '2'];

describe('a warning of a device model', () => {
  it('stands on the terminal and on the page of a sweep', async () => {
    const out = join(directory, 'hot-sweep');
    const file = join(directory, 'hot-sweep.json');
    const hot = { bank: 'jart', bankSettings: { setVolts: 1, highestN: 20, resetVolts: 1.2 } };
    const sweep = { learningRate: [0.1, 0.2] };
    writeFileSync(file, JSON.stringify({ environment: 't-maze', conditions: [hot], sweep }));
    const { code, stderr } = await memloop(['sweep', file, ...few, '--out', out]);
    expect(code, stderr).toBe(0);
    expect(stderr.match(/heat the filament to \d+ K; above 1500 K/g)).toHaveLength(1);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('heat the filament');
  });

  it.each([
    ['compare', ['t-maze', '--banks', 'jart', '--noise', 'none', '--schemes', 'inverse-pulses', '--quick']],
    ['anatomy', ['t-maze', '--bank', 'jart', '--noise', 'none', '--schemes', 'inverse-pulses']],
  ])('stands on those of memloop %s', async (command, args) => {
    const out = join(directory, command);
    const { catalogue } = (await import(built)) as typeof import('../../src/experiment/catalogue.js');
    const kind = catalogue.devices.get('jart');
    const { warning } = kind;
    // Both take the default pulses, which are cool.
    Object.assign(kind, { warning: () => 'cells <here> are hot' });
    try {
      const { code, stderr } = await memloop([command, ...args, ...few, '--out', out]);
      expect(code, stderr).toBe(0);
      expect(stderr).toContain('memloop: cells <here> are hot\n');
      const page = readFileSync(join(out, 'report.html'), 'utf8');
      expect(page.match(/Warning: cells &lt;here\S* are hot\./g)).toHaveLength(1);
    } finally {
      Object.assign(kind, { warning });
    }
  });
});
