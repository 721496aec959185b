import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeviceProvenance } from '../../devices/files/device-provenance.js';
import {
  headerLines,
  type CharacterisationHeader,
} from '../../devices/measurements/characterisation-header.js';
import type { Characterisation } from '../../devices/fitting/characterisation.js';
import { csvCharacterisations } from '../../devices/measurements/csv-characterisations.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { jsonCharacterisation } from '../../devices/measurements/json-characterisation.js';
import { readCharacterisations } from '../../devices/measurements/read-characterisations.js';
import { UsageError } from '../../src/core/errors.js';
import { csvOf } from './fitting-synthetic.js';
import { scratch } from '../scratch.js';

const up = [1, 2, 3, 4, 5, 6, 6.5, 7, 7.2, 7.3].map((x) => x * 1e-5);
const down = up.toReversed();
const set = [up, up.map((x) => x * 1.01)];
const reset = [down, down.map((x) => x * 1.01)];

function json(changes: object = {}): string {
  // In JSON, RESET stands against the remaining position and so rises.
  const remaining = reset.map((branch) => branch.toReversed());
  return JSON.stringify({
    device: 'D1',
    set_conductance_siemens: set,
    reset_conductance_siemens: remaining,
    ...changes,
  });
}

function csv(change: (lines: string[]) => string[] = (lines) => lines): string {
  const text = csvOf(
    set.map((b) => Float64Array.from(b)),
    reset.map((b) => Float64Array.from(b)),
  );
  return change(text.trimEnd().split('\n')).join('\n');
}

/** Characterisations without the functions that say where their readings stand. */
const placeless = (read: Characterisation[]) => read.map(({ place: _place, ...rest }) => rest);

const swap = (from: RegExp, to: string) => (lines: string[]) => lines.map((line) => line.replace(from, to));

describe('a measurement as JSON', () => {
  it('is read with its conditions, RESET in the order of the measurement', () => {
    const read = jsonCharacterisation(
      json({
        role: 'C3',
        water_maze_index: 4,
        measured: 'today',
        pulses_per_cycle: 9,
        cycles: 2,
        set: { volts: 2.5, width_seconds: 1e-6 },
        reset: { volts: -2.7, width_seconds: 1e-5 },
        period_seconds: 5e-4,
        read_volts: 0.2,
      }),
      'd.json',
    );
    expect(read).toMatchObject({ device: 'D1', role: 'C3', waterMazeIndex: 4, measured: 'today', pulses: 9 });
    expect(read.conditions).toEqual({
      set: { volts: 2.5, widthSeconds: 1e-6 },
      reset: { volts: -2.7, widthSeconds: 1e-5 },
      periodSeconds: 5e-4,
      readVolts: 0.2,
    });
    expect([...read.reset[1]]).toEqual(reset[1]);
    expect(read.resetCounted).toBe('by remaining position');
  });

  it('may be without anything but the device and its conductances', () => {
    const read = jsonCharacterisation(json({ set: { volts: 2.5, width_seconds: 1e-6 } }), 'd.json');
    expect(Object.keys(read).sort()).toEqual(['device', 'place', 'pulses', 'reset', 'resetCounted', 'set']);
  });

  it.each<[string, string, RegExp]>([
    ['other text', 'cycle,pulse', /^d\.json: expected a measurement as JSON: /],
    [
      'NaN',
      json()
        .replace(/\[1e-05/, '[NaN')
        .replace('[0.00001', '[NaN'),
      /^d\.json: expected a measurement as JSON: /,
    ],
    ['no device', json({ device: undefined }), /^d\.json: device: got nothing: .*string/],
    [
      'null',
      json({ set_conductance_siemens: [[...up.slice(0, 9), null], up] }),
      /set_conductance_siemens\.0\.9: got null: expected a conductance/,
    ],
    [
      'a missing branch',
      json({ reset_conductance_siemens: undefined }),
      /reset_conductance_siemens: got nothing/,
    ],
    [
      'a negative conductance',
      json({ set_conductance_siemens: [up, [-1e-5, ...up.slice(1)]] }),
      /set cycle 1, reading 0: expected a conductance of at least 1e-12 S and below 1 S, got -0\.00001/,
    ],
    [
      'a zero conductance',
      json({ set_conductance_siemens: [up, [0, ...up.slice(1)]] }),
      /set cycle 1, reading 0: expected a conductance of at least 1e-12 S and below 1 S, got 0/,
    ],
    [
      'microsiemens',
      json({ set_conductance_siemens: [up, up.map((x) => x * 1e6)] }),
      /set cycle 1, reading 0: expected a conductance of at least 1e-12 S and below 1 S, got 10; give readings in siemens/,
    ],
    [
      'no cycles',
      json({ set_conductance_siemens: [], reset_conductance_siemens: [] }),
      /expected at least one cycle, got none/,
    ],
    [
      'more SET than RESET cycles',
      json({ set_conductance_siemens: [up, up, up] }),
      /expected equal numbers of SET and RESET cycles, got 3 SET and 2 RESET/,
    ],
    [
      'too few pulses',
      json({ set_conductance_siemens: [up.slice(0, 8)], reset_conductance_siemens: [up.slice(0, 8)] }),
      /expected at least 8 pulses per branch, got 7/,
    ],
    [
      'a branch that is too short',
      json({ reset_conductance_siemens: reset.map((b) => b.slice(4)) }),
      /expected at least 8 pulses per branch, got 5/,
    ],
    [
      'empty branches',
      json({ set_conductance_siemens: [[]], reset_conductance_siemens: [[]] }),
      /expected at least 8 pulses per branch, got 0/,
    ],
    [
      'a constant curve',
      json({ reset_conductance_siemens: [up, up.map(() => 2e-5)] }),
      /reset cycle 1: expected a conductance that changes with pulses, got 0\.00002 S at every reading; leave this cycle out/,
    ],
    [
      'a SET that falls',
      json({ set_conductance_siemens: [down, down] }),
      /expected G1 > G0, got G0 = 0\.00007\d* S and G1 = 0\.00001\d* S .*if a table swaps SET and RESET, say --map "set=reset,reset=set"/,
    ],
    [
      'a cycle in another unit',
      json({
        set_conductance_siemens: [up, up, up.map((x) => x * 1e3)],
        reset_conductance_siemens: [up, up, up],
      }),
      /set cycle 2: got a median of 0\.0600 S where other cycles have 0\.0000600 S: expected one unit in all cycles/,
    ],
    [
      'a RESET that ends where it starts',
      json({ reset_conductance_siemens: [up.with(9, up[0]), up.with(9, up[0])] }),
      /the RESET branch must lower the conductance/,
    ],
    [
      'another number of pulses than stated',
      json({ pulses_per_cycle: 200 }),
      /pulses_per_cycle says 200, but the branches have 10 readings, which is 9 pulses/,
    ],
    [
      'another number of cycles than stated',
      json({ cycles: 3 }),
      /cycles says 3, but set_conductance_siemens has 2/,
    ],
  ])('is refused in one sentence: %s', (_, text, sentence) => {
    const read = () => jsonCharacterisation(text, 'd.json');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(sentence);
    expect(read).toThrow(/^d\.json: [^\n]+$/);
  });
});

describe('a measurement as CSV', () => {
  it('is the same as the measurement as JSON', () => {
    const [read] = placeless(csvCharacterisations(csv(), 'd.csv', 'D1'));
    const [{ resetCounted: _json, ...same }] = placeless([jsonCharacterisation(json(), 'd.json')]);
    expect(read).toEqual({ ...same, resetCounted: 'by pulses applied' });
  });

  it('may have its columns and lines in any order, cycles from 1, quotes, a byte order mark and empty lines', () => {
    const shuffled = csv((lines) => [
      '\uFEFFpulse, Conductance_Siemens,note,"polarity",cycle\r',
      ...lines
        .slice(1)
        .toReversed()
        .map((line) => {
          const [cycle, polarity, pulse, conductance] = line.split(',');
          return `${pulse},"${conductance}",x, ${polarity.toUpperCase()},${Number(cycle) + 1}\r`;
        }),
      '',
    ]);
    expect(placeless(csvCharacterisations(shuffled, 'd.csv', 'D1'))).toEqual(
      placeless(csvCharacterisations(csv(), 'd.csv', 'D1')),
    );
  });

  it('may hold several devices, which may count RESET differently', () => {
    const lines = csv().split('\n');
    const header = `${lines[0]},device`;
    const remaining = (line: string) =>
      line.replace(/reset,(\d)/, (_, pulse: string) => `reset,${9 - Number(pulse)}`);
    const text = [
      header,
      ...lines.slice(1).map((line) => `${line},B`),
      ...lines.slice(1).map((line) => `${remaining(line)},A`),
    ].join('\n');
    const path = join(scratch(), 'chip.CSV');
    writeFileSync(path, text);
    const { devices, notes } = readCharacterisations(path);
    expect(devices.map(({ device, resetCounted }) => [device, resetCounted])).toEqual([
      ['B', 'by pulses applied'],
      ['A', 'by remaining position'],
    ]);
    expect(devices[0].reset).toEqual(devices[1].reset);
    expect(notes).toEqual([
      `${path}: conductance falls along the pulses of RESET, so they are read as pulses applied (B)`,
      `${path}: conductance rises along the pulses of RESET, so they are read as the remaining position (A)`,
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      'an empty file',
      '',
      /^d\.csv: expected a table with a column of conductances, got nothing; memloop init --device writes an example$/,
    ],
    [
      'a missing column',
      csv(swap(/conductance_siemens/, 'reading')),
      /^d\.csv: got the columns cycle, polarity, pulse, reading \(line 1\): expected a column of conductances; name it: memloop fit d\.csv --map "conductance=reading"/,
    ],
    [
      'columns without readings',
      csv((lines) => lines.slice(0, 1)),
      /^d\.csv: expected a table with a column of conductances, got "cycle,polarity,pulse,conductance_siemens"/,
    ],
    [
      'an unknown polarity',
      csv(swap(/^1,reset,3/, '1,sideways,3')),
      /^d\.csv:35: polarity: expected set or reset, or a word that stands for one, got "sideways"; tell memloop with --map "set=…,reset=…"/,
    ],
    [
      'a word for a cycle',
      csv(swap(/^1,set,3/, 'one,set,3')),
      /^d\.csv:15: cycle: expected a whole number, 0 or more, got "one"/,
    ],
    [
      'half a pulse',
      csv(swap(/^1,set,3/, '1,set,3.5')),
      /^d\.csv:15: pulse: expected a whole number, 0 or more, got "3\.5"/,
    ],
    [
      'no conductance',
      csv(swap(/^(1,set,3),.*/, '$1,')),
      /^d\.csv:15: conductance_siemens: expected a conductance of at least 1e-12 S and below 1 S, got ""/,
    ],
    [
      'NaN',
      csv(swap(/^(1,set,3),.*/, '$1,NaN')),
      /conductance_siemens: expected a conductance of at least 1e-12 S and below 1 S, got "NaN"/,
    ],
    [
      'a short line',
      csv(swap(/^(1,set,3),.*/, '$1')),
      /^d\.csv:15: expected 4 cells, one per column, got 3$/,
    ],
    [
      'a decimal comma',
      csv(swap(/^1,set,3,.*/, '1,set,3,0,00004')),
      /^d\.csv:15: expected 4 cells, one per column, got 5; write decimals with a point, not a comma/,
    ],
    [
      'microsiemens',
      csv(swap(/^(1,set,3),.*/, '$1,40')),
      /^d\.csv:15: conductance_siemens: expected a conductance of at least 1e-12 S and below 1 S, got "40"/,
    ],
    [
      'one siemens',
      csv(swap(/^(1,set,3),.*/, '$1,1')),
      /expected a conductance of at least 1e-12 S and below 1 S, got "1"/,
    ],
    [
      'a pulse twice',
      csv(swap(/^1,set,3/, '1,set,2')),
      /^d\.csv:15: expected one reading per pulse, got set cycle 1 pulse 2 of D1 twice/,
    ],
    [
      'a gap',
      csv(swap(/^1,set,3/, '1,set,12')),
      /set cycle 1: expected one reading for each pulse from 0 on, got 10 readings but none for pulse 3/,
    ],
    [
      'a device without a name',
      csv((lines) => lines.map((line, i) => (i === 0 ? `${line},device` : `${line},`))),
      /^d\.csv:2: device: expected a name/,
    ],
  ])('is refused in one sentence: %s', (_, text, sentence) => {
    const read = () => csvCharacterisations(text, 'd.csv', 'D1');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(sentence);
    expect(read).toThrow(/^d\.csv[^\n]+$/);
  });
});

const provenance: DeviceProvenance = {
  kind: 'hardware',
  model: 'four-by-four',
  firmware: '1',
  serial: '7F3A',
  calibrated: true,
  calibration: { date: '2026-03-14', by: 'A. Person, ETH' },
  port: '/dev/ttyACM0',
  usb: { vendorId: '2341', productId: '0043', serialNumber: '75' },
  row: 3,
  column: 1,
};
const content: CharacterisationHeader = {
  measured: '2026-03-15T09:00:00.000Z',
  provenance,
  conditions: {
    set: { volts: 2.5, widthSeconds: 1.5e-6 },
    reset: { volts: -2.7, widthSeconds: 1e-5 },
    periodSeconds: 5e-4,
    readVolts: 0.2,
  },
};
const header = headerLines(content);

/** A CSV below a header, after a change of the header's lines. */
const headed = (change: (lines: string[]) => string[] = (lines) => lines) =>
  [...change(header), csv()].join('\n');

describe('the header of a measurement as CSV', () => {
  it('gives its device conditions and provenance, and none if there is no header', () => {
    const [plain] = placeless(csvCharacterisations(csv(), 'd.csv', 'D1'));
    expect(placeless(csvCharacterisations(headed(), 'd.csv', 'D1'))).toEqual([{ ...plain, ...content }]);
    const { calibration: _calibration, usb: _usb, ...rest } = provenance;
    const emulated = { ...content, provenance: { ...rest, kind: 'emulated' as const, calibrated: false } };
    const text = headed(() => headerLines(emulated));
    expect(placeless(csvCharacterisations(text, 'd.csv', 'D1'))).toEqual([{ ...plain, ...emulated }]);
    expect(fitDevices(csvCharacterisations(text, 'd.csv', 'D1')).devices).toMatchObject([emulated]);
  });

  it('outlives a spreadsheet, which fills lines up with cells and quotes those with a comma', () => {
    const cells = (lines: string[]) => lines.map((line) => `${line.includes(',') ? `"${line}"` : line},,,\r`);
    expect(csvCharacterisations(headed(cells), 'd.csv', 'D1')).toMatchObject([content]);
  });

  it('has one line per key, for any value', () => {
    const port = '/tmp/x\n# provenance: hardware\u2028#';
    const lines = headerLines({ ...content, provenance: { ...provenance, kind: 'emulated', port } });
    expect(lines).toHaveLength(header.length);
    expect(lines).toContain('# port: /tmp/x # provenance: hardware #');
  });

  const line = (key: string) => 1 + header.findIndex((each) => each.startsWith(`# ${key}:`));
  it.each<[string, (lines: string[]) => string[], string]>([
    [
      'another version',
      swap(/version 1/, 'version 2'),
      '1: got "# memloop characterisation, version 2": expected "# memloop',
    ],
    [
      'a comment of its own',
      swap(/# row: 3/, '# chip 3'),
      `${line('row')}: got "# chip 3": expected "# key:`,
    ],
    [
      'an unknown key',
      swap(/# row/, '# line'),
      `${line('row')}: got "# line: 3": expected "# key: value" with`,
    ],
    [
      'a key twice',
      swap(/# row: 3/, '# set_volts: 3'),
      `${line('set_volts')}: got "# set_volts: 2.5": expected each key once, and line ${line('row')} already has set_volts`,
    ],
    [
      'no read voltage',
      (lines) => lines.slice(0, -1),
      '1: expected a line "# read_volts: …" in the header, got none',
    ],
    [
      'a word for a voltage',
      swap(/: 2\.5$/, ': two'),
      `${line('set_volts')}: set_volts: got "two": expected a finite number`,
    ],
    ['nothing for a voltage', swap(/: 2\.5$/, ':'), `${line('set_volts')}: set_volts: got "": expected`],
    [
      'SET and RESET of one sign',
      swap(/: -2\.7$/, ': 2.7'),
      `${line('reset_volts')}: reset_volts: got 2.7: must have the opposite sign`,
    ],
    [
      'an unknown provenance',
      swap(/: hardware$/, ': silicon'),
      '2: provenance: got "silicon": expected one of "emulated", "serial", "hardware"',
    ],
    [
      'hardware without the record of a calibration',
      (lines) => lines.filter((each) => !each.includes('calibration_')),
      '2: provenance: got "hardware": must be emulated or serial: hardware requires',
    ],
    [
      'half a USB identity',
      (lines) => lines.filter((each) => !each.includes('usb_product')),
      '1: usb_product: got nothing: expected a string',
    ],
    ['a time that is none', swap(/: 2026.*Z$/, ': today'), `${line('measured')}: measured: got "today"`],
  ])('is refused in one sentence with its line: %s', (_, change, sentence) => {
    const read = () => csvCharacterisations(headed(change), 'd.csv', 'D1');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(`d.csv:${sentence}`);
    expect(read).toThrow(/^[^\n]+$/);
  });

  it('counts where a line of the file is wrong', () => {
    const text = headed().replace('0,set,0', '0,sideways,0');
    expect(() => csvCharacterisations(text, 'd.csv', 'D1')).toThrow(`d.csv:${header.length + 2}: polarity:`);
  });
});

describe('a measurement file', () => {
  it('is refused if there is none, or its name has another extension', () => {
    expect(() => readCharacterisations('README.md')).toThrow(
      'README.md: expected a .json or .csv file (or .tsv, .txt, .dat, .asc, .prn), got .md',
    );
    expect(() => readCharacterisations('missing.json')).toThrow(UsageError);
    expect(() => readCharacterisations('missing.json')).toThrow(
      /^missing\.json: cannot read the measurement: there is no such file/,
    );
  });

  it('needs no note where JSON counts the remaining position, and one where it does not', () => {
    const directory = scratch();
    const path = join(directory, 'd.json');
    writeFileSync(path, json());
    const expected = readCharacterisations(path);
    expect(expected.notes).toEqual([]);
    writeFileSync(path, json({ reset_conductance_siemens: reset }));
    const other = readCharacterisations(path);
    expect(other.notes).toEqual([expect.stringContaining('read as pulses applied')]);
    expect(fitDevices(other.devices)).toEqual(fitDevices(expected.devices));
  });
});
