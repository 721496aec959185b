import { CommanderError } from 'commander';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseDeviceFile, readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import { meanResponse } from '../../devices/vcm/response-curve.js';
import { devicesCommand } from '../../src/cli/devices.js';
import { fitCommand } from '../../src/cli/fit.js';
import { RunError, UsageError } from '../../src/core/errors.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, csvOf, normal, QUIET, siemens } from '../devices/fitting-synthetic.js';
import { noisyDevice } from '../devices/telegraph-synthetic.js';
import { scratch } from '../scratch.js';
import { capturedOutput } from './captured-output.js';

const output = capturedOutput();

let directory: string;

beforeEach(() => {
  directory = scratch();
});

async function memloopFit(...args: string[]): Promise<void> {
  await fitCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(args, { from: 'user' });
}

const path = (name: string) => join(directory, name);

/** A synthetic device as a CSV file. */
function measured(name: string, cycles = 5): string {
  const random = new RandomStream(`test/cli/${name}`);
  const noise = { white: 0.04, pink: 0.03, accumulating: 0 };
  const rise = meanResponse({ a: -0.004, b: 0.05 }, 100);
  const branches = (turn: (x: number) => number) =>
    Array.from({ length: cycles }, () => siemens(branch(rise, 100, noise, random).map(turn)));
  writeFileSync(
    path(`${name}.csv`),
    csvOf(
      branches((x) => x),
      branches((x) => 1 - x),
    ),
  );
  return path(`${name}.csv`);
}

describe('memloop fit', () => {
  it('prints a table with units, a sentence on the noise, and what it had to decide', async () => {
    await memloopFit(measured('A'), measured('B'));
    const [opening, table] = output.printed.split(/^(?=device )/m);
    const lines = table.split('\n');
    expect(lines[0]).toMatch(
      /device +role +N +G0 +G1 +a +± s\.e\. +b +± s\.e\. +R² +σ +read-like +accumulating/,
    );
    expect(lines[1]).toMatch(/pulses +µS +µS +1\/pulse +1\/pulse +% +% +\[95 %\] +%\/pulse +\[95 %\]/);
    expect(lines[2]).toMatch(
      /^A +SET +– +100 +(29|30|31)\.\d\d +(48|49|50|51)\.\d\d +-0\.00\d+ +0\.0\d+ +0\.0\d+ +0\.0\d+ +0\.9\d+ +\d\.\d\d +\d\.\d\d +\[/,
    );
    expect(lines[3]).toMatch(/^ +RESET/);
    expect(opening).toMatch(
      /^Readings are off by \d\.\d\d \[\d\.\d\d, \d\.\d\d\] % of the window \(read-like noise\), and each pulse leaves an error of \d\.\d\d \[\d\.\d\d, \d\.\d\d\] % \(accumulating noise\): root mean square of all branches, 95 % intervals over 2 devices\.\n\nThe curves of the article fit: no other family draws any of the 4 branches\n    better\.\n--families shows all families\.\n\n$/,
    );
    expect(output.noted).toBe('');
    expect(readdirSync(directory).sort()).toEqual(['A.csv', 'B.csv']);
  });

  it('chooses the unit of conductance by its size, in tables and figures', async () => {
    const text = readFileSync(measured('A'), 'utf8');
    writeFileSync(
      path('nano.csv'),
      text.replaceAll(/e-5$/gm, 'e-8').replaceAll(/0\.0000(?=\d+$)/gm, '0.0000000'),
    );
    await memloopFit(path('nano.csv'), '--out', path('nano.json'));
    expect(output.printed).toMatch(/^ +pulses +nS +nS /m);
    expect(output.printed).toMatch(/^nano +SET +– +100 +(29|30|31)\.\d\d +(48|49|50|51)\.\d\d /m);
    expect(readFileSync(path('nano.json-figures/nano.svg'), 'utf8')).toContain('conductance (nS)');
    output.printed = '';
    await devicesCommand().parseAsync([path('nano.json')], { from: 'user' });
    expect(output.printed).toMatch(/G0 nS +G1 nS /);
    expect(output.printed).toMatch(/nano .* (29|30|31)\.\d\d +(48|49|50|51)\.\d\d /);
  });

  it('--json prints the device file and nothing else, on one line', async () => {
    await memloopFit(measured('A'), '--json', '--source', 'bench 1', '--licence', 'CC0');
    expect(output.printed).toMatch(/^\{.*\}\n$/);
    expect(output.printed.trimEnd()).not.toContain('\n');
    const file = parseDeviceFile(JSON.parse(output.printed), 'stdout');
    expect(file).toMatchObject({
      source: 'bench 1',
      licence: 'CC0',
      devices: [{ device: 'A', pulses: 100 }],
    });
    const [{ mean, cycles, noise, goodness }] = file.devices;
    expect(mean.set.b).toBeCloseTo(0.05, 1);
    expect(cycles.set.length).toBe(5);
    expect(Object.keys(cycles.reset[0])).toEqual(['alpha', 'beta', 'gamma', 'zeta', 'sigma']);
    expect(noise.set).toBeCloseTo(0.05, 1);
    expect(noise.intervals!.readLike!.set[1]).toBeGreaterThan(noise.white.set);
    expect(goodness!.reset.standardErrors!.byCycle!.a).toBeGreaterThan(0);
  });

  it('--json has every family of each branch, and the device file keeps the best, and a free curve', async () => {
    await memloopFit(measured('A'), '--json');
    const [{ families }] = (
      JSON.parse(output.printed) as { devices: [{ families: Record<string, unknown> }] }
    ).devices;
    expect(families).toMatchObject({ set: { by: 'cross-validation and AIC' }, reset: {} });
    const [first] = (families['set'] as { families: object[] }).families;
    expect(Object.keys(first).join(' ')).toBe(
      'family parameters freedom rSquared misfit aic crossValidated fits',
    );
    const [{ family, curve, noise }] = parseDeviceFile(JSON.parse(output.printed), 'stdout').devices;
    expect(['lin-exp', 'cycle curve']).toContain(family!.set.name);
    expect([curve!.reset.pulses[0], curve!.reset.pulses.at(-1)]).toEqual([0, 100]);
    expect(curve!.reset.weights[0] - curve!.reset.weights.at(-1)!).toBeCloseTo(1, 1);
    // About one curve for all cycles there is more noise than about the curve of each.
    expect(curve!.set.sigma).toBeGreaterThan(noise.set);
  });

  it('says which class of devices fits a branch that lin-exp cannot draw', async () => {
    const random = new RandomStream('test/cli/sigmoid');
    const sigmoid = (turn: (x: number) => number) =>
      Array.from({ length: 4 }, () =>
        siemens(
          Float64Array.from({ length: 81 }, (_, p) =>
            turn(1 / (1 + Math.exp((40 - p) / 8)) + 0.005 * normal(random)),
          ),
        ),
      );
    writeFileSync(
      path('bend.csv'),
      csvOf(
        sigmoid((x) => x),
        sigmoid((x) => 1 - x),
      ),
    );
    await memloopFit(path('bend.csv'), '--families');
    expect(output.printed).toMatch(
      /^bend SET, chosen by cross-validation and AIC\n {2}family +k +R² +AIC +cross-val\. % +misfit %\n {2}lin-exp +2 +0\.\d{4}/m,
    );
    expect(output.printed).toMatch(/^\* piecewise steps +7 +[01]\.\d{4} +\S+ +0\.\d{3} +0\.\d\d$/m);
    expect(output.printed).toMatch(/^ {2}constant steps: start -?0\.\d+, dw_min 0\.0\d+, w_max [01]\.\d+$/m);
    expect(output.printed.replaceAll(/\s+/g, ' ')).toMatch(
      /bend: SET is best drawn by piecewise steps \(misfit (0\.\d|below 0\.1) %\)\. Lin-exp leaves 1\d\.\d % of the window, the cycle curve \d+\.\d %, which repeats in every cycle\. /,
    );
    const table = output.printed.slice(output.printed.indexOf('bend SET'));
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(output.printed).toContain('--bank free-curve');
    expect(output.printed).not.toContain('--families');
    output.printed = '';
    await memloopFit(measured('once', 2));
    expect(output.printed).toMatch(
      /With fewer than three cycles, only AIC chose: misfit may be noise\.\n--families shows/,
    );
  });

  it('--out writes the device file and a drawing of each device beside it', async () => {
    await memloopFit(measured('A'), measured('B <1>'), '--out', path('fits.json'));
    const file = readDeviceFile(path('fits.json'));
    expect(file.devices.map(({ device }) => device)).toEqual(['A', 'B <1>']);
    expect(file.source).toBe('fitted by memloop fit from A.csv, B <1>.csv');
    expect(readdirSync(path('fits.json-figures')).sort()).toEqual(['A.svg', 'B__1_.svg']);
    const svg = readFileSync(path('fits.json-figures/B__1_.svg'), 'utf8');
    // A drawing is long, so a mismatch is not to be printed.
    for (const part of [
      /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><title [^>]*>Device B &lt;1&gt;<\/title>/,
      /conductance \(µS\)/,
      /residual \(µS\)/,
      /RESET pulses applied/,
      /^(?!.*(NaN|undefined))/s,
    ]) {
      expect(part.test(svg), String(part)).toBe(true);
    }
    expect(readdirSync(directory).filter((name) => /part|tmp/.test(name))).toEqual([]);
  });

  it('writes the telegraph noise that it finds, with a note, and no accumulating noise in its place', async () => {
    const random = new RandomStream('test/cli/telegraph');
    const size = { pulses: 100, cycles: 6 };
    const steps = { height: 0.15, dwell: 8 };
    const { set, reset } = noisyDevice(size, { ...QUIET, white: 0.02 }, random, steps);
    writeFileSync(path('steps.csv'), csvOf(set, reset));
    await memloopFit(path('steps.csv'), '--json');
    const [{ noise }] = parseDeviceFile(JSON.parse(output.printed), 'stdout').devices;
    for (const polarity of ['set', 'reset'] as const) {
      const { height, lowDwell, highDwell } = noise.telegraph![polarity]!;
      expect(height).toBeGreaterThan(0.12);
      expect(height).toBeLessThan(0.16);
      for (const dwell of [lowDwell, highDwell]) {
        expect(dwell).toBeGreaterThan(4);
        expect(dwell).toBeLessThan(16);
      }
      expect(noise.intervals!.accumulating[polarity][0]).toBe(0);
      expect(noise.accumulating[polarity]).toBeLessThan(0.003);
      expect(Math.abs(noise.white[polarity] / 0.019 - 1)).toBeLessThan(0.15);
    }
    for (const polarity of ['SET', 'RESET'])
      expect(output.noted).toMatch(
        new RegExp(
          `memloop: steps: telegraph noise in ${polarity}: steps of 1\\d\\.\\d % of the window, mean dwell \\d+\\.\\d readings in the lower and \\d+\\.\\d in the upper level\n`,
        ),
      );
    // The option is kept for scripts that name it.
    const first = output.printed;
    output.printed = '';
    await memloopFit(path('steps.csv'), '--json', '--telegraph');
    expect(output.printed).toBe(first);
  }, 60_000);

  it('draws each device in a separate file for any names', async () => {
    await memloopFit(measured('B <1>'), measured('B [1]'), measured('b__1_'), '--figures', path('drawings'));
    const drawings = readdirSync(path('drawings')).sort();
    expect(drawings).toEqual(['B__1_-2.svg', 'B__1_.svg', 'b__1_-3.svg']);
    expect(readFileSync(path('drawings/B__1_-2.svg'), 'utf8').includes('Device B [1]')).toBe(true);
  });

  it('--out replaces a file only with --force', async () => {
    const file = measured('A');
    writeFileSync(path('fits.json'), 'precious');
    await expect(memloopFit(file, '--out', path('fits.json'))).rejects.toThrow(UsageError);
    await expect(memloopFit(file, '--out', path('fits.json'))).rejects.toThrow(
      /fits\.json exists; .*--force/,
    );
    expect(readFileSync(path('fits.json'), 'utf8')).toBe('precious');
    await expect(memloopFit(file, '--out', directory, '--force')).rejects.toThrow(
      /--out: got .*: expected the path of a file/,
    );
    await memloopFit(file, '--out', path('fits.json'), '--force', '--figures', path('drawings'));
    expect(readDeviceFile(path('fits.json')).devices.length).toBe(1);
    expect(readdirSync(path('drawings'))).toEqual(['A.svg']);
    expect(existsSync(path('fits.json-figures'))).toBe(false);
  });

  it('says which file could not be written, and why', async () => {
    const file = measured('A');
    await expect(memloopFit(file, '--out', join(file, 'fits.json'), '--figures', directory)).rejects.toThrow(
      RunError,
    );
    await expect(memloopFit(file, '--out', join(file, 'fits.json'), '--figures', directory)).rejects.toThrow(
      /A\.csv.fits\.json: .*(ENOTDIR|EEXIST)/,
    );
    await expect(memloopFit(file, '--figures', file)).rejects.toThrow(/A\.csv.A\.svg: /);
    expect(output.printed).toBe('');
  });

  it('sorts by number in the water maze where all devices have one, and draws their conditions', async () => {
    const files = [2, 0, 1].map((index) => {
      const file = path(`${index}.json`);
      const rise = Array.from({ length: 21 }, (_, p) => 1 - Math.exp(-p / 6) + 0.01 * ((p * 7) % 5));
      const set = rise.map((x) => 3e-5 + 1e-5 * x);
      const reset = rise.map((x) => 4e-5 - 1e-5 * x).toReversed();
      const measurement = {
        device: `D${index}`,
        role: `C${index}`,
        water_maze_index: index,
        set: { volts: 2.5, width_seconds: 1e-5 },
        reset: { volts: -2.7, width_seconds: 1e-5 },
        period_seconds: 5e-4,
        read_volts: 0.2,
        set_conductance_siemens: [set, set],
        reset_conductance_siemens: [reset, reset],
      };
      writeFileSync(file, JSON.stringify(measurement));
      return file;
    });
    await memloopFit(...files, '--json', '--figures', directory);
    expect(parseDeviceFile(JSON.parse(output.printed), '').devices.map(({ device }) => device)).toEqual([
      'D0',
      'D1',
      'D2',
    ]);
    const svg = readFileSync(path('D0.svg'), 'utf8');
    expect(svg.includes('SET: +2.5 V, 10 µs')).toBe(true);
    expect(svg.includes('RESET: −2.7 V, 10 µs')).toBe(true);
    expect(output.noted).toBe(
      'memloop: t-maze: only 3 of its 27 roles have devices (none has A0_0, A0_1, A1_0, …); the devices are placed in turn, without regard to their roles\n',
    );
  });

  it('names a branch that does not fix a and b, and fits it all the same', async () => {
    const line = Array.from({ length: 31 }, (_, p) => 3e-5 + 1e-6 * p);
    writeFileSync(path('line.csv'), csvOf([Float64Array.from(line)], [Float64Array.from(line.toReversed())]));
    await memloopFit(path('line.csv'));
    expect(output.noted).toMatch(/line: SET does not saturate .* explains 100\.0 % of the variance/);
    expect(output.printed).toMatch(/– +\d\.\d{4} +– +1\.000/);
  });

  it('refuses what it cannot read', async () => {
    const file = measured('A');
    await expect(memloopFit(path('none.json'))).rejects.toThrow(UsageError);
    await expect(memloopFit(file, file)).rejects.toThrow(
      /A\.csv: got the device "A", which .*A\.csv has too: expected each device once/,
    );
    await expect(memloopFit()).rejects.toThrow(CommanderError);
    await expect(memloopFit(file, '--fast')).rejects.toThrow(CommanderError);
    expect(output.printed).toBe('');
  });

  it('--help has an example', async () => {
    await expect(memloopFit('--help')).rejects.toThrow(CommanderError);
    expect(output.printed).toContain('Example:\n  memloop fit measured/*.csv --out my-devices.json');
  });
});

describe('memloop devices', () => {
  const listed = (...args: string[]) => void devicesCommand().parse(args, { from: 'user' });

  it('says which of the devices that ship have no accumulating noise', () => {
    listed();
    const sizes = shippedDevices().devices.flatMap(({ noise: { accumulating } }) =>
      Object.values(accumulating),
    );
    const silent = sizes.filter((size) => size === 0).length;
    expect(silent).toBeGreaterThan(0);
    expect(output.printed).toContain(
      `\n--noise pulse: ${silent} of 54 branches have no noise, because their accumulating noise is estimated as 0.\n`,
    );
    expect(output.printed).not.toContain('roles');
  });

  it('says if roles are missing, so that roles are ignored', () => {
    const shipped = shippedDevices();
    const write = (devices: unknown) =>
      writeFileSync(path('some.json'), JSON.stringify({ ...shipped, devices }));
    write(shipped.devices.filter(({ role }) => role !== 'C3' && role !== 'A4_1'));
    listed(path('some.json'));
    expect(output.printed).toContain(
      '\nt-maze: only 25 of its 27 roles have devices (none has C3, A4_1); the devices are placed in turn, without regard to their roles.\n',
    );
    output.printed = '';
    write(shipped.devices.map((fit) => ({ ...fit, role: undefined })));
    listed(path('some.json'));
    expect(output.printed).not.toContain('roles');
  });
});
