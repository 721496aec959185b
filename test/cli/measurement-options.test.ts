import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseDeviceFile } from '../../devices/files/device-file.js';
import { fitCommand } from '../../src/cli/fit.js';
import { initCommand } from '../../src/cli/files/init.js';
import { noiseCommand } from '../../src/cli/noise.js';
import { UsageError } from '../../src/core/errors.js';
import { csvOf } from '../devices/fitting-synthetic.js';
import { scratch } from '../scratch.js';
import { capturedOutput } from './captured-output.js';

const output = capturedOutput();

let directory: string;

beforeEach(() => {
  directory = scratch();
});

const path = (name: string) => join(directory, name);
const fit = (...args: string[]) => fitCommand().exitOverride().parseAsync(args, { from: 'user' });
const noise = (...args: string[]) => noiseCommand().exitOverride().parseAsync(args, { from: 'user' });
const init = (...args: string[]) => initCommand().exitOverride().parseAsync(args, { from: 'user' });

const N = 20;
const rise = (scale: number) =>
  Float64Array.from({ length: N + 1 }, (_, p) => scale * (3e-5 + 2e-5 * (1 - Math.exp(-p / 8))));
const set = [rise(1), rise(1.01), rise(0.99)];
const reset = set.map((branch) => branch.toReversed());

/** Writes a file and gives its path. */
function file(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}

describe('memloop init --device', () => {
  it('writes an example that memloop fit reads as it is, and replaces no file', async () => {
    await init('--device', path('chip.csv'));
    expect(output.printed).toBe(
      `${path('chip.csv')}: an example with made-up numbers. Put your readings in their place, then: memloop fit ${path('chip.csv')}\n`,
    );
    expect(readFileSync(path('chip.csv'), 'utf8')).toMatch(/^# EXAMPLE: these numbers are made up\./);
    output.printed = '';
    await fit(path('chip.csv'), '--json');
    const [device] = parseDeviceFile(JSON.parse(output.printed), 'stdout').devices;
    expect(device).toMatchObject({ device: 'chip', pulses: 25 });
    expect(device.lowestSiemens).toBeCloseTo(3e-5, 6);
    expect(device.highestSiemens).toBeCloseTo(5e-5, 6);
    await expect(init('--device', path('chip.csv'))).rejects.toThrow(/^--device: .*chip\.csv exists; choose a new file$/); // prettier-ignore
    await expect(init()).rejects.toThrow(/^init requires --experiment or --device/);
  });
});

describe('--map and --units', () => {
  const lines = ['A;B;C', ...csvOf(set, reset).trimEnd().split('\n').slice(1).map((line) => {
    const [, polarity, pulse, siemens] = line.split(',');
    return [pulse, polarity === 'set' ? 'fwd' : 'bwd', String(1e9 * Number(siemens)).replace('.', ',')].join(';');
  })].join('\n'); // prettier-ignore

  it('say the same inline and in a YAML file', async () => {
    const measured = file('d.csv', lines);
    await fit(measured, '--json', '--map', 'pulse=A,polarity=B,conductance=C', '--units', 'nS');
    const inline = output.printed;
    output.printed = '';
    const yaml = file('lab.yaml', 'pulse: A\npolarity: B\nset: fwd\nreset: bwd\nconductance: C\nunits: nS\n');
    await fit(measured, '--json', '--map', yaml);
    expect(output.printed).toBe(inline);
    const [device] = parseDeviceFile(JSON.parse(output.printed), 'stdout').devices;
    expect(device.lowestSiemens).toBeCloseTo(3e-5, 10);
    expect(output.noted).toContain(
      `memloop: ${measured}: separator ;, decimal comma (24,6 is 24.6), conductance = C in nS, polarity = B, pulse = A, fwd = SET, bwd = RESET, cycles counted from 0 in the order of the file\n`,
    );
  });

  it.each<[string, string, RegExp]>([
    ['bad.yaml', 'pulse: [\n', /bad\.yaml:\d+: /],
    ['key.yaml', 'pulses: A\n', /key\.yaml: got the key pulses: expected one of conductance.*; did you mean pulse\?$/], // prettier-ignore
    ['list.yaml', '- 3\n', /list\.yaml: got \[3\]: expected an object$/],
  ])('refuse a faulty file: %s', async (name, text, sentence) => {
    const mapped = fit(file('d.csv', lines), '--map', file(name, text));
    await expect(mapped).rejects.toThrow(UsageError);
    await expect(mapped).rejects.toThrow(sentence);
  });

  it('refuse a file that is not there, and a unit that is none', async () => {
    await expect(fit(file('d.csv', lines), '--map', path('no.yaml'))).rejects.toThrow(/^--map: cannot read the mapping .*no\.yaml: there is no such file/); // prettier-ignore
    await expect(fit(file('d.csv', lines), '--units', 'us')).rejects.toThrow(/^--units: got "us": expected one of S, mS, uS/); // prettier-ignore
  });
});

describe('measured devices', () => {
  it('may be SET in one file and RESET in another, which only together can be fitted', async () => {
    const table = (branches: Float64Array[]) =>
      ['index,r1,r2,r3', ...rise(1).map((_, p) => p)].map((head, p) => (p === 0 ? head : [head, ...branches.map((branch) => branch[p - 1])].join(','))).join('\n'); // prettier-ignore
    const files = [file('chip-set.csv', table(set)), file('chip-reset.csv', table(reset))];
    await fit(...files, '--json');
    expect(parseDeviceFile(JSON.parse(output.printed), 'stdout').devices).toMatchObject([
      { device: 'chip', pulses: N },
    ]);
    expect(output.noted).toContain(`memloop: chip: SET from ${files[0]}, RESET from ${files[1]}\n`);
    await expect(fit(files[1])).rejects.toThrow(/^chip-reset: only RESET was measured: memloop fit needs SET too; give the file with its SET ramps beside this one$/); // prettier-ignore
  });

  it('are fitted without the readings that --drop names', async () => {
    const glitch = csvOf(set, reset).replace(/^1,set,9,.*$/m, '1,set,9,overflow');
    const [clean, spoilt] = [file('clean.csv', csvOf(set, reset)), file('spoilt.csv', glitch)];
    const sigma = async (...args: string[]) => {
      output.printed = '';
      await fit(...args, '--json');
      return parseDeviceFile(JSON.parse(output.printed), 'stdout').devices[0].noise.set;
    };
    await expect(fit(spoilt)).rejects.toThrow(/spoilt\.csv:32: conductance_siemens: .* got "overflow"; correct it, or leave it out with --drop "set 1:9"$/); // prettier-ignore
    expect(Math.abs((await sigma(spoilt, '--drop', 'set 1:9')) - (await sigma(clean)))).toBeLessThan(1e-3);
    await expect(noise(clean, '--drop', 'set 1:21')).rejects.toThrow(/^--drop: got set 1:21: expected a reading of clean/); // prettier-ignore
  });

  it('have names without control characters, in short file names', async () => {
    const names = ['\u001B[31mred\u001B]0;title\u0007 <b>', `${'x'.repeat(400)}1`, `${'x'.repeat(400)}2`];
    const [head, ...rows] = csvOf(set, reset).trimEnd().split('\n');
    const text = [`${head},device`, ...names.flatMap((name) => rows.map((row) => `${row},${name}`))].join(
      '\n',
    );
    await fit(file('d.csv', text), '--out', path('fits.json'));
    // oxlint-disable-next-line no-control-regex
    const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]|\\u00/;
    const figures = readdirSync(path('fits.json-figures')).sort();
    expect(figures).toEqual(['red__b_.svg', `${'x'.repeat(100)}-2.svg`, `${'x'.repeat(100)}.svg`]);
    const svg = readFileSync(path('fits.json-figures/red__b_.svg'), 'utf8');
    expect(svg).toMatch(/<title [^>]*>Device red &lt;b&gt;<\/title>/);
    for (const seen of [output.printed, output.noted, svg, readFileSync(path('fits.json'), 'utf8')])
      expect(control.test(seen)).toBe(false);
    expect(output.noted).toContain('control characters left out of device names');
    expect(existsSync(path('fits.json'))).toBe(true);
  });
});
