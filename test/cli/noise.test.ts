import { CommanderError } from 'commander';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noiseCommand } from '../../src/cli/noise.js';
import type { NoiseRecord } from '../../src/cli/output/noise-record.js';
import { UsageError } from '../../src/core/errors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { QUIET, type SyntheticNoise } from '../devices/fitting-synthetic.js';
import { noisyDevice, type Telegraph } from '../devices/telegraph-synthetic.js';
import { scratch } from '../scratch.js';

let directory: string;
let printed: string;

beforeEach(() => {
  directory = scratch();
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function memloopNoise(...args: string[]): Promise<void> {
  await noiseCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(args, { from: 'user' });
}

/** A synthetic device as a CSV file. */
function measured(name: string, noise: SyntheticNoise, telegraph?: Telegraph): string {
  const size = { pulses: 100, cycles: 6 };
  const { set, reset } = noisyDevice(size, noise, new RandomStream(`test/cli/${name}`), telegraph);
  const lines = Object.entries({ set, reset }).flatMap(([polarity, branches]) =>
    branches.flatMap((branch, cycle) =>
      Array.from(branch, (siemens, pulse) => `${cycle},${polarity},${pulse},${siemens}`),
    ),
  );
  const path = join(directory, `${name}.csv`);
  writeFileSync(path, `cycle,polarity,pulse,conductance_siemens\n${lines.join('\n')}\n`);
  return path;
}

const READ = { ...QUIET, white: 0.03 };

describe('memloop noise', () => {
  it('prints a row a device, a sentence on its steps, and advice for each and for all', async () => {
    const steps = measured('steps', READ, { height: 0.12, dwell: 12 });
    await memloopNoise(measured('quiet', READ), steps, '--figures', join(directory, 'figures'));
    expect(printed).toMatch(/^device +window +white +1\/f-like +accumulating +ρ\(1\) +slope +telegraph\n/);
    expect(printed).toMatch(/\nquiet +\d\d\.\d\d +(2|3)\.\d\d +\[.* none \d\.\d\d\n/);
    expect(printed).toMatch(/\nsteps +\d\d\.\d\d .* found 0\.01\n/);
    expect(printed).toMatch(
      /\nsteps: \d+ telegraph steps of 2\.\d\d \[\d\.\d\d, \d\.\d\d\] µS, 1\d\.\d\d \[.*\] % of the window\. .* last .* readings on average\./,
    );
    expect(printed).toMatch(/\nquiet: Simulate --noise read\. /);
    expect(printed).toMatch(
      /\nsteps: Simulate --noise .*telegraph levels last .* only averages over many more readings/,
    );
    expect(printed).toMatch(
      /\nAll devices \(.*\): Simulate --noise .* Telegraph steps in 1 of 2 devices, where 0\.02 are expected by chance\.\n$/,
    );
    expect(readdirSync(join(directory, 'figures')).sort()).toEqual(['quiet.svg', 'steps.svg']);
    for (const [name, words] of [
      ['quiet', /no telegraph steps found \(false-alarm probability/],
      ['steps', />telegraph steps found</],
    ] as const) {
      const svg = readFileSync(join(directory, 'figures', `${name}.svg`), 'utf8');
      expect(words.test(svg), name).toBe(true);
      expect(/NaN|undefined/.test(svg), name).toBe(false);
    }
  }, 60_000);

  it('--json prints one line with values, intervals and advice, the same each time', async () => {
    const path = measured('quiet', READ);
    await memloopNoise(path, '--json');
    const first = printed;
    printed = '';
    await memloopNoise(path, '--json');
    expect(printed).toBe(first);
    expect(first).toMatch(/^\{.*\}\n$/);
    const { devices, pooled } = JSON.parse(first) as NoiseRecord;
    const [{ parts, telegraph, advice, incrementCorrelation }] = devices;
    for (const of of ['both', 'set', 'reset'] as const) {
      const { value, interval } = parts[of].white;
      expect(interval![0]).toBeLessThanOrEqual(value);
      expect(interval![1]).toBeGreaterThanOrEqual(value);
    }
    expect(Math.abs(incrementCorrelation[0].value + 0.5)).toBeLessThan(0.06);
    expect(telegraph).toMatchObject({ found: false });
    expect(advice.structures).toEqual(['read']);
    expect(pooled.units).toBe('6 cycles');
  }, 60_000);

  it('refuses what it cannot read, and has an example', async () => {
    await expect(memloopNoise(join(directory, 'none.csv'))).rejects.toThrow(UsageError);
    await expect(memloopNoise()).rejects.toThrow(CommanderError);
    await expect(memloopNoise('--help')).rejects.toThrow(CommanderError);
    expect(printed).toContain('Example:\n  memloop noise measured/*.csv --figures noise-figures');
  });
});
