import { CommanderError } from 'commander';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { noiseCommand } from '../../src/cli/noise.js';
import type { NoiseRecord } from '../../src/cli/output/noise-record.js';
import { UsageError } from '../../src/core/errors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { csvOf, QUIET, type SyntheticNoise } from '../devices/fitting-synthetic.js';
import { noisyDevice, type Telegraph } from '../devices/telegraph-synthetic.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';
import { capturedOutput } from './captured-output.js';

const output = capturedOutput();

let directory: string;

beforeEach(() => {
  directory = scratch();
});

async function memloopNoise(...args: string[]): Promise<void> {
  await noiseCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(args, { from: 'user' });
}

/** A synthetic device as a CSV file. */
function measured(name: string, noise: SyntheticNoise, telegraph?: Telegraph, cycles = 6): string {
  const size = { pulses: 100, cycles };
  const { set, reset } = noisyDevice(size, noise, new RandomStream(`test/cli/${name}`), telegraph);
  const path = join(directory, `${name}.csv`);
  writeFileSync(path, csvOf(set, reset));
  return path;
}

const READ = { ...QUIET, white: 0.03 };
const STEPS: Telegraph = { height: 0.2, dwell: 12 };

async function recordOf(...args: string[]): Promise<NoiseRecord> {
  output.printed = '';
  await memloopNoise(...args, '--json');
  return JSON.parse(output.printed) as NoiseRecord;
}

describe('memloop noise', () => {
  it('prints advice for all and for each, a sentence on steps, and a row a device', async () => {
    const steps = measured('steps', READ, STEPS);
    await memloopNoise(measured('quiet', READ), steps, '--figures', join(directory, 'figures'));
    expect(output.printed).toMatch(
      /^All devices \(white \d\.\d\d \[\d\.\d\d, \d\.\d\d\] %, 1\/f-like .* %, accumulating .* % per pulse, 95 % intervals over 2 devices\): Simulate noise: \{ read: \{ white: 0\.02\d+.*\nOf 2 devices, \d have accumulating noise and 1 telegraph steps\.\n\n/,
    );
    expect(output.printed).toMatch(
      /\n\nquiet: Simulate noise: \{ read: \{ white: 0\.0(28|29|3)\d* \} \}\. Read noise does not change the device: .* Accumulating noise was not detected: at most 0\.\d+ % of the window per pulse\.\n/,
    );
    expect(output.printed).toMatch(
      /\nsteps: Simulate noise: \{ read: \{ white: .* \}, telegraph: \{ height: 0\.1\d+, highDwell: [\d.]+, lowDwell: [\d.]+ \} \}\. .* Telegraph steps move readings by 1\d\.\d\d \[.*\] % of the window/,
    );
    expect(output.printed).toMatch(
      /\nsteps: \d+ telegraph steps of [34]\.\d\d \[\d\.\d\d, \d\.\d\d\] µS, 1\d\.\d\d \[\d\d\.\d\d, \d\d\.\d\d\] % of the window\. The lower and the upper level last \d+\.\d \[.*\] and \d+\.\d \[.*\] readings on average\. The table is without them\.\n\n/,
    );
    expect(output.printed).toMatch(
      /\ndevice +window +white +1\/f-like +accumulating +ρ\(1\) +slope +telegraph\n +µS +% +\[95 %\] +% +\[95 %\] +%\/pulse +\[95 %\] +evidence\n/,
    );
    expect(output.printed).toMatch(
      /\nquiet +\d\d\.\d\d +(2|3)\.\d\d +\[\d\.\d\d, \d\.\d\d\] +\d\.\d+ +\[0\.00, \d\.\d\d\] +\d\.\d+ +\[0\.00, \d\.\d\d\] +−0\.\d\d +−?0\.\d\d +none 0\n/,
    );
    expect(output.printed).toMatch(/\nsteps +\d\d\.\d\d .* found \d\d+\n\n%: of the window/);
    expect(output.printed).toMatch(/; 15 or more count as found\n$/);
    expect(readdirSync(join(directory, 'figures')).sort()).toEqual(['quiet.svg', 'steps.svg']);
    for (const [name, words] of [
      ['quiet', /no telegraph steps found/],
      ['steps', />telegraph steps found</],
    ] as const) {
      const svg = readFileSync(join(directory, 'figures', `${name}.svg`), 'utf8');
      expect(words.test(svg), name).toBe(true);
      expect(/NaN|undefined|Infinity/.test(svg), name).toBe(false);
    }
  }, 60_000);

  it('--json prints one line with values, intervals and advice, the same each time', async () => {
    const path = measured('quiet', READ);
    const { format, version, devices, pooled } = await recordOf(path);
    const first = output.printed;
    await recordOf(path);
    expect(output.printed).toBe(first);
    expect(first).toMatch(/^\{.*\}\n$/);
    expect([format, version]).toEqual(['memloop-noise', 2]);
    const [{ parts, telegraph, advice, incrementCorrelation, misfit, cycles, pulses }] = devices;
    expect([cycles, pulses]).toEqual([6, 100]);
    for (const of of ['both', 'set', 'reset'] as const)
      for (const { value, interval } of Object.values(parts[of]!)) {
        expect(interval![0]).toBeLessThanOrEqual(value);
        expect(interval![1]).toBeGreaterThanOrEqual(value);
      }
    expect(Math.abs(incrementCorrelation[0].value + 0.5)).toBeLessThan(0.06);
    expect(telegraph).toEqual({ found: false, evidence: 0 });
    expect([misfit.set!.clear, misfit.reset!.clear]).toEqual([false, false]);
    expect(advice.structures).toEqual(['read']);
    expect(pooled).toMatchObject({ units: '1 device', telegraph: { found: 0 } });
    expect(pooled.parts).toEqual(parts.both);
  }, 60_000);

  it('gives each device the same numbers in any order of the files, and all of them the same together', async () => {
    const noises = {
      one: READ,
      two: { ...READ, accumulating: 0.01 },
      three: { ...READ, pink: 0.02 },
      four: READ,
    };
    const paths = Object.entries(noises).map(([name, noise]) => measured(name, noise));
    const forth = await recordOf(...paths, '--workers', '1');
    const back = await recordOf(...paths.toReversed(), '--workers', '1');
    expect(back.devices.toReversed()).toEqual(forth.devices);
    expect(forth.pooled.units).toBe('4 devices');
    for (const [part, { value, interval }] of Object.entries(forth.pooled.parts)) {
      const other = back.pooled.parts[part as 'white'];
      expect(other.value).toBeCloseTo(value, 12);
      for (const end of [0, 1] as const) expect(other.interval![end]).toBeCloseTo(interval![end], 12);
    }
  }, 60_000);

  it('prints the same from worker threads', async () => {
    const paths = ['a', 'b', 'c', 'd'].map((name) => measured(name, READ));
    const alone = await recordOf(...paths, '--workers', '1');
    const { code, stdout } = await memloop(['noise', ...paths, '--json', '--workers', '2']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(alone);
  }, 60_000);

  it('takes a measurement of SET alone, and one of RESET alone', async () => {
    const text = readFileSync(measured('half', READ), 'utf8').split('\n');
    for (const [polarity, other] of [
      ['set', 'reset'],
      ['reset', 'set'],
    ] as const) {
      const path = join(directory, `only-${polarity}.csv`);
      writeFileSync(path, text.filter((line) => !line.includes(`,${other},`)).join('\n'));
      const figures = join(directory, 'half-figures');
      const { devices } = await recordOf(path, '--figures', figures);
      const [{ parts, misfit, advice }] = devices;
      expect(Object.keys(parts).sort()).toEqual(['both', polarity].sort());
      expect(parts.both).toEqual(parts[polarity]);
      expect(Object.keys(misfit)).toEqual([polarity]);
      expect(advice.structures).toEqual(['read']);
      expect(Math.abs(parts.both.readLike.value / 0.03 - 1)).toBeLessThan(0.15);
      expect(/NaN|undefined/.test(readFileSync(join(figures, `only-${polarity}.svg`), 'utf8'))).toBe(false);
    }
  }, 60_000);

  it('says of one cycle what it cannot know, and draws it', async () => {
    const path = measured('once', READ, undefined, 1);
    output.printed = '';
    await memloopNoise(path, '--figures', join(directory, 'once'));
    expect(output.printed).toMatch(/^once: Simulate noise: \{ read: .* Measure three cycles or more\.\n\n/);
    const svg = readFileSync(join(directory, 'once', 'once.svg'), 'utf8');
    expect(svg.includes('One cycle: misfit and slow noise look alike')).toBe(true);
    expect(/NaN|undefined|Infinity/.test(svg)).toBe(false);
    const [{ misfit, cycles, lowFrequencySlope }] = (await recordOf(path)).devices;
    expect([misfit, cycles]).toEqual([{}, 1]);
    expect(Math.abs(lowFrequencySlope.value)).toBeLessThan(2);
  }, 60_000);

  it('finds nothing in cycles that are equal to the last digit', async () => {
    const rises = Array.from({ length: 2 }, () =>
      Float64Array.from({ length: 61 }, (_, p) => 3e-5 + 2e-7 * p),
    );
    const path = join(directory, 'equal.csv');
    writeFileSync(
      path,
      csvOf(
        rises,
        rises.map((rise) => rise.toReversed()),
      ),
    );
    output.printed = '';
    await memloopNoise(path, '--figures', join(directory, 'equal'));
    expect(output.printed).toMatch(
      /^equal: Simulate noise: none\. The readings repeat from cycle to cycle\.\n\n/,
    );
    expect(output.printed).toMatch(
      /\nequal +12\.00 +0\.00 +\[0\.00, 0\.00\] +0\.00 +\[0\.00, 0\.00\] +0\.00 +\[0\.00, 0\.00\] +– +– +none 0\n/,
    );
  });

  it('notes a bad reading, and gives nearly the numbers of the measurement without it', async () => {
    const path = measured('glitch', READ);
    const { devices: clean } = await recordOf(path);
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.startsWith('2,reset,40,'));
    writeFileSync(path, lines.with(at, '2,reset,40,0.0002').join('\n'));
    const { devices } = await recordOf(path);
    expect(output.noted).toMatch(
      new RegExp(
        `memloop: glitch: RESET cycle 2 pulse 40 \\(line ${at + 1}\\) reads 200\\.00 µS between neighbours of \\d\\d\\.\\d\\d µS: it is left out, as by --drop "reset 2:40"\\n`,
      ),
    );
    expect(devices[0].parts.set).toEqual(clean[0].parts.set);
    const [own, other] = [devices, clean].map(([{ parts }]) => parts.reset!.readLike.value);
    expect(Math.abs(own / other - 1)).toBeLessThan(0.01);
  });

  it('refuses what it cannot read, and has an example', async () => {
    await expect(memloopNoise(join(directory, 'none.csv'))).rejects.toThrow(UsageError);
    const path = measured('quiet', READ);
    await expect(memloopNoise(path, path)).rejects.toThrow(/expected each device once/);
    await expect(memloopNoise(path, '--fast')).rejects.toThrow(CommanderError);
    await expect(memloopNoise()).rejects.toThrow(CommanderError);
    expect(output.printed).toBe('');
    expect(await memloop(['noise', join(directory, 'none.csv')])).toMatchObject({ code: 2, stdout: '' });
    expect(await memloop(['noise', path, '--figures', path])).toMatchObject({ code: 1 });
    await expect(memloopNoise('--help')).rejects.toThrow(CommanderError);
    expect(output.printed).toContain('Example:\n  memloop noise measured/*.csv --figures noise-figures');
  });
});
