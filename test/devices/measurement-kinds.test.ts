import { describe, expect, it } from 'vitest';
import { readTable } from '../../devices/measurements/csv-characterisations.js';
import { parseInlineMapping } from '../../devices/measurements/mapping.js';
import { UsageError } from '../../src/core/errors.js';

const N = 12;
const up = Array.from({ length: N + 1 }, (_, p) => 3e-5 + 2e-5 * (1 - Math.exp(-p / 5)));
const down = up.toReversed();

/** The lines of three cycles. */
function rows(line: (c: number, reset: boolean, p: number, g: number, i: number) => string): string[] {
  let i = 0;
  const branches = [up, down];
  return [0, 1, 2].flatMap((c) => branches.flatMap((b, k) => b.map((g, p) => line(c, k === 1, p, g, i++))));
}
const german = (value: number) => String(value).replace('.', ',');
const plain = (c: number, reset: boolean, p: number, g: number) =>
  `${c},${reset ? 'reset' : 'set'},${p},${g}`;
/** Ramps that share their turning points: up and down again, in one column. */
const sawtooth = [0, 1, 2].flatMap(() => [...up, ...down.slice(1)]);

/** A kind of file, what its note says, and the mapping that it needs, if it needs one. */
const kinds: [kind: string, lines: string[], note: string, mapping?: string][] = [
  [
    'EasyEXPERT of a Keysight B1500, with tags before each line',
    ['SetupTitle, PulseTest', 'TestParameter, Channel.Unit, SMU1:MP, SMU2:MP', 'Dimension1, 78', 'DataName, Index, Vread, Iread, Dir', ...rows((_c, reset, _p, g, i) => `DataValue, ${i}, 0.2, ${0.2 * g}, ${reset ? -1 : 1}`)], // prettier-ignore
    '3 lines above the table left out, conductance = Iread / Vread, polarity = Dir, pulse = Index, 1 = SET, -1 = RESET, cycles counted from 0 in the order of the file, column DataName not used, pulses counted on from ramp to ramp',
  ],
  [
    'a Keithley source-meter, with a preamble and signs',
    ['Model,2450', 'Serial Number,0123456', '', 'Index,Cycle,Pulse Polarity,SMU-1 Voltage (V),SMU-1 Current (A),SMU-1 Time (s)', ...rows((c, reset, _p, g, i) => `${i + 1},${c + 1},${reset ? '-' : '+'},2.0E-01,${0.2 * g},${i / 10}`)], // prettier-ignore
    '2 lines above the table left out, conductance = SMU-1 Current (A) / SMU-1 Voltage (V), polarity = Pulse Polarity, pulse = Index, + = SET, - = RESET, column SMU-1 Time (s) not used, pulses counted on from ramp to ramp',
  ],
  [
    'LabVIEW in a German Windows',
    ['LabVIEW Measurement\t', 'Writer_Version\t2', '***End_of_Header***\t', '', 'X_Value\tCycle\tPhase\tConductance (uS)\tComment', ...rows((c, reset, _p, g, i) => `${i},000000\t${c}\t${reset ? 'RESET' : 'SET'}\t${german(g * 1e6)}\t`)], // prettier-ignore
    'separator tab, decimal comma (24,6 is 24.6), 3 lines above the table left out, conductance = Conductance (uS) in µS, polarity = Phase, columns X_Value, Comment not used',
  ],
  [
    'a pandas data frame with its index',
    [',cycle,type,pulse,conductance', ...rows((c, reset, p, g, i) => `${i},${c},${reset ? 'LTD' : 'LTP'},${p},${g}`)], // prettier-ignore
    'conductance = conductance taken as S, polarity = type, LTP = SET, LTD = RESET, column 1 (without a name) not used',
  ],
  [
    'Origin, with a line of units',
    ['Cycle\tDirection\tPulse number\tConductance', '\t\t\tµS', 'Comments\tx\ty\tz', ...rows((c, reset, p, g) => `${c}\t${reset ? 'D' : 'P'}\t${p}\t${g * 1e6}`)], // prettier-ignore
    'separator tab, conductance = Conductance (µS) in µS, polarity = Direction, pulse = Pulse number, P = SET, D = RESET',
  ],
  [
    'ArC ONE, where the sign of the pulse is the polarity',
    ['Package 1', '2026-11-01 10:00:00', 'Wordline,Bitline,Resistance,Amplitude (V),Pulse width (s),Tag,ReadVoltage', ...rows((_c, reset, p, g) => `3,4,${1 / g},${p === 0 ? 0 : reset ? -1.5 : 1.5},1e-6,P,0.5`)], // prettier-ignore
    '2 lines above the table left out, conductance = 1 / Resistance taken as Ohm, device by Wordline and Bitline, polarity by the sign of Amplitude (V), cycles counted from 0 in the order of the file, columns Pulse width (s), Tag not used',
  ],
  [
    'pulses whose SET is negative, with a column of the same name as a current',
    [
      'V_pulse,V_read,I_read',
      ...rows((_c, reset, p, g) => `${p === 0 ? 0 : reset ? 1.5 : -1.5},0.1,${0.1 * g}`),
    ],
    'conductance = I_read / V_read, polarity by the sign of V_pulse, cycles counted from 0 in the order of the file',
  ],
  [
    'MATLAB, with names and others things in comments',
    ['%% chip 3, row 2, column 4, ok', '% cycle, polarity, pulse, conductance_uS', '% exported by Anna, 1, 2, 3', ...rows((c, reset, p, g) => `${c}, ${reset ? -1 : 1}, ${p}, ${g * 1e6}`)], // prettier-ignore
    '3 comments left out, conductance = conductance_uS in µS, 1 = SET, -1 = RESET',
  ],
  [
    'an index that is no pulse number',
    ['run,no,polarity,G (uS)', ...rows((c, reset, p, g) => `${c},${p / 2},${reset ? 'ltd' : 'ltp'},${g * 1e6}`)], // prettier-ignore
    'conductance = G (uS) in µS, cycle = run, ltp = SET, ltd = RESET, column no not used',
  ],
  [
    'Excel in German',
    ['Zyklus;Polarität;Puls;Leitwert (µS)', ...rows((c, reset, p, g) => `${c + 1};${reset ? 'Reset' : 'Set'};${p + 1};${german(g * 1e6)}`)], // prettier-ignore
    'separator ;, decimal comma (24,6 is 24.6), conductance = Leitwert (µS) in µS, cycle = Zyklus, polarity = Polarität, pulse = Puls, pulses counted from 1',
  ],
  [
    'savetxt of NumPy, with names in a comment',
    ['# cycle polarity pulse conductance', ...rows((c, reset, p, g) => `${c}.000e+00 ${reset ? -1 : 1} ${p} ${g}`)], // prettier-ignore
    'separator blanks, 1 comment left out, conductance = conductance taken as S, 1 = SET, -1 = RESET, cycle written as 0.000e+00',
  ],
  [
    'no names, but words of a polarity',
    rows(plain),
    'columns without names, conductance = conductance taken as S',
  ],
  [
    'two measurements in one file, each with its head',
    ['Model,1', 'cycle,polarity,pulse,conductance_siemens', ...rows(plain).slice(0, 26), '', 'Model,1', 'cycle,polarity,pulse,conductance_siemens', ...rows(plain).slice(26)], // prettier-ignore
    '1 line above the table left out, 1 line without readings left out',
  ],
  [
    'words that only physics tells apart',
    ['cycle,polarity,pulse,G (S)', ...rows((c, reset, p, g) => `${c},${reset ? 'east' : 'west'},${p},${g}`)],
    'conductance = G (S) in S, west = SET, east = RESET',
  ],
  [
    'ramps without a word for their polarity',
    ['pulse,R (kOhm)', ...rows((_c, _reset, p, g) => `${p},${1e-3 / g}`)],
    'conductance = 1 / R (kOhm) in kOhm, SET where conductance rises, RESET where it falls, cycles counted from 0 in the order of the file',
  ],
  [
    'one ramp up and down, with its pulses told',
    ['n,G (S)', ...sawtooth.map((g, i) => `${i},${g}`)],
    'conductance = G (S) in S, pulse = n, SET where conductance rises, RESET where it falls, cycles counted from 0 in the order of the file, pulses counted on from ramp to ramp',
    'setPulses=12,resetPulses=12',
  ],
  [
    'columns by number, and constants',
    ['a,b,c,d', ...rows((c, reset, p, g) => `${reset ? 1 : 2},${0.3 * g},${p},${c}`)],
    'conductance = b / 0.3 V, cycle = d, polarity = a, pulse = c, 2 = SET, 1 = RESET',
    'conductance=column 2/0.3,polarity=a,set=2,reset=1,pulse=c,cycle=column 4',
  ],
  [
    'current and read voltage, by their roles',
    ['Pulse,Volts,I (uA)', ...rows((_c, _reset, p, g) => `${p},0.1,${1e5 * g}`)],
    'conductance = I (uA) / Volts, SET where conductance rises, RESET where it falls, cycles counted from 0 in the order of the file',
    'conductance=current/voltage',
  ],
];

describe('measurements as labs have them', () => {
  it.each(kinds)('are read: %s', (_, lines, note, mapping) => {
    const told = mapping === undefined ? {} : parseInlineMapping(mapping, '--map');
    const { devices, understood } = readTable(lines.join('\n'), 'd.csv', 'D', told);
    const [{ set, reset, pulses }] = devices;
    expect([devices.length, set.length, reset.length, pulses]).toEqual([1, 3, 3, N]);
    for (const p of up.keys()) {
      for (const branch of set) expect(branch[p] / up[p]).toBeCloseTo(1, 9);
      for (const branch of reset) expect(branch[p] / down[p]).toBeCloseTo(1, 9);
    }
    expect(understood.join(', ')).toBe(note);
  });

  const table = (names: string, cells: (p: number) => number[]) =>
    [names, ...up.map((_, p) => [p, ...cells(p)].join(','))].join('\n');
  it.each<[string, string, string]>([
    ['by its names', table('pulse,set1,set2,reset1,reset2', (p) => [up[p], up[p], down[p], down[p]]), 'a column a ramp (2 SET, 2 RESET)'], // prettier-ignore
    ['by LTP and LTD with units', table('pulse,G_LTP (uS),G_LTD (uS)', (p) => [up[p] * 1e6, down[p] * 1e6]), 'a column a ramp (1 SET, 1 RESET)'], // prettier-ignore
    ['by its direction', table('index,rmp1,rmp2,rmp3,rmp4', (p) => [up[p], down[p], up[p], down[p]]), 'a column a ramp (2 SET, 2 RESET), pulse = index'], // prettier-ignore
    ['as pandas writes arrays', table(',0,1,2,3', (p) => [up[p], down[p], up[p], down[p]]), 'a column a ramp (2 SET, 2 RESET), column 1 (without a name) not used'], // prettier-ignore
    ['by one letter and direction', table('pulse,P1,P2,D1,D2', (p) => [up[p], up[p], down[p], down[p]]), 'a column a ramp (2 SET, 2 RESET)'], // prettier-ignore
    ['without names', up.map((g, p) => `${g} ${down[p]}`).join('\n'), 'separator blanks, columns without names, a column a ramp (1 SET, 1 RESET)'], // prettier-ignore
  ])('are read from a table with a column a ramp: %s', (_, text, note) => {
    const { devices, understood } = readTable(text, 'd.csv', 'D');
    const [{ set, reset, pulses, place }] = devices;
    expect([set.length, pulses]).toEqual([reset.length, N]);
    for (const p of up.keys()) {
      expect(set.at(-1)![p] / up[p]).toBeCloseTo(1, 9);
      expect(reset.at(-1)![p] / down[p]).toBeCloseTo(1, 9);
    }
    expect(place!('reset', 0, 2)).toMatchObject({ cycle: 0, pulse: 2 });
    expect(understood.join(', ')).toBe(note);
  });

  it('are read from a table whose columns hold SET and RESET in turn', () => {
    const lines = [...up, ...down.slice(1)].map((g, n) => `${n},${g * 1e6},${1.1 * g * 1e6}`);
    const text = ['n,c1 (uS),c2 (uS)', ...lines].join('\n');
    const read = (mapping?: string) => readTable(text, 'd.csv', 'D', mapping === undefined ? {} : parseInlineMapping(mapping, '--map')); // prettier-ignore
    const proposed = /--map "(.*)"$/.exec(messageOf(read))![1];
    expect(proposed).toBe('setPulses=12,resetPulses=12');
    const [{ set, reset }] = read(proposed).devices;
    expect([set.length, reset.length]).toEqual([2, 2]);
    expect(set[1][5] / up[5]).toBeCloseTo(1.1, 9);
    expect(reset[0][5] / down[5]).toBeCloseTo(1, 9);
  });

  it('are read from an array, a device a cell', () => {
    const [head, ...lines] = ['row,column,cycle,polarity,pulse,conductance_siemens', ...rows(plain)];
    const text = [head, ...[0, 1].flatMap((row) => lines.map((line) => `${row},5,${line}`))].join('\n');
    const { devices, understood } = readTable(text, 'd.csv', 'chip');
    expect(devices.map(({ device, set }) => [device, set.length])).toEqual([['chip r0c5', 3], ['chip r1c5', 3]]); // prettier-ignore
    expect(understood).toEqual(['device by row and column']);
  });

  it('may end in the middle of a cycle, which is left out', () => {
    const lines = ['cycle,polarity,pulse,conductance_siemens', ...rows(plain).slice(0, -9)];
    const { devices, understood } = readTable(lines.join('\n'), 'd.csv', 'D');
    expect([devices[0].set.length, devices[0].reset.length, devices[0].pulses]).toEqual([2, 2, N]);
    expect(understood).toEqual(['cycle 2 left out: not measured to the end of SET and RESET']);
  });

  it.each([false, true])(
    'may have cycles of unequal length, cut where the measurement ends: remaining position %s',
    (remaining) => {
      const measured = (c: number, reset: boolean, p: number) => c !== 1 || p < (reset ? 10 : 11);
      const lines = rows((c, reset, p, g) =>
        measured(c, reset, p) ? plain(c, reset, reset && remaining ? 20 - p : p, g) : '',
      );
      const text = ['cycle,polarity,pulse,conductance_siemens', ...lines].join('\n');
      const { devices, understood } = readTable(text, 'd.csv', 'D');
      const [{ set, reset, pulses, resetPulses, place }] = devices;
      expect([pulses, resetPulses]).toEqual([10, 9]);
      for (const branch of set) expect([...branch]).toEqual(up.slice(0, 11));
      for (const branch of reset) expect([...branch]).toEqual(down.slice(0, 10));
      expect(place!('reset', 1, 2)).toMatchObject({ cycle: 1, pulse: remaining ? 18 : 2 });
      expect(understood.slice(0, 2)).toEqual([
        'cycles of SET have 10 to 12 pulses; all are cut to 10',
        'cycles of RESET have 9 to 12 pulses; all are cut to 9',
      ]);
    },
  );

  it('may count on through each cycle, of any length', () => {
    const lines = rows((c, reset, p, g) => (c === 1 && !reset && p === N ? '' : plain(c, reset, reset ? p + (c === 1 ? N : N + 1) : p, g))); // prettier-ignore
    const text = ['cycle,polarity,pulse,conductance_siemens', ...lines].join('\n');
    const [{ set, reset, place }] = readTable(text, 'd.csv', 'D').devices;
    expect([set.length, set[0].length, reset.length, reset[0].length]).toEqual([3, N, 3, N + 1]);
    expect(place!('reset', 1, 2)).toMatchObject({ cycle: 1, pulse: N + 2 });
  });

  it('may number ramps in place of cycles, with one more SET than RESET', () => {
    const lines = rows((c, reset, p, g) => (c === 2 && reset ? '' : `${2 * c + Number(reset)},${reset ? 'LTD' : 'LTP'}${c + 1},${p},${g}`)); // prettier-ignore
    const { devices, understood } = readTable(['ramp,phase,pulse,G (S)', ...lines].join('\n'), 'd.csv', 'D');
    expect([devices[0].set.length, devices[0].reset.length]).toEqual([2, 2]);
    expect(devices[0].place!('reset', 1, 2)).toMatchObject({ cycle: 3, pulse: 2 });
    expect(understood.at(-1)).toBe('2 ramps of each polarity used, of 3 SET and 2 RESET');
  });

  it('may be quoted cell by cell, with decimal commas between commas', () => {
    const lines = rows((c, reset, p, g) => `"${c}","${reset ? 'reset' : 'set'}","${p}","${german(g)}"`);
    const text = ['"cycle","polarity","pulse","conductance_siemens"', ...lines].join('\n');
    const { devices, understood } = readTable(text, 'd.csv', 'D');
    expect([...devices[0].set[2]]).toEqual(up);
    expect(understood).toEqual(['decimal comma (24,6 is 24.6)']);
  });

  it('are refused where a ramp has lost its beginning', () => {
    const lines = rows(plain).filter((line) => !line.startsWith('1,set,0'));
    const text = ['cycle,polarity,pulse,conductance_siemens', ...lines].join('\n');
    expect(() => readTable(text, 'd.csv', 'D')).toThrow(
      /^d\.csv: set cycle 1: expected the first pulse 0 as in cycle 0, got 1; leave this cycle out$/,
    );
  });

  it.each(['set', 'reset'])('may have only %s', (polarity) => {
    const lines = rows(plain).filter((line) => line.includes(`,${polarity},`));
    const [device] = readTable(['cycle,polarity,pulse,conductance_siemens', ...lines].join('\n'), 'd.csv', 'D').devices; // prettier-ignore
    expect([device.set.length, device.reset.length]).toEqual(polarity === 'set' ? [3, 0] : [0, 3]);
    expect([device.pulses, device.resetPulses]).toEqual([N, undefined]);
  });
});

describe('a reading that is none', () => {
  const head = 'cycle,polarity,pulse,conductance_siemens';
  const text = (bad: string, end = '') =>
    [head + (end && ',device'), ...rows(plain).map((line) => (line.startsWith('1,set,3,') ? `1,set,3,${bad}` : line) + end)].join('\n'); // prettier-ignore

  it.each(['', 'NaN', '9.9E+37', '0', '-1e-9', 'overflow'])(
    'is refused with the option that leaves it out: "%s"',
    (bad) => {
      const read = () => readTable(text(bad), 'd.csv', 'D');
      expect(read).toThrow(
        `d.csv:31: conductance_siemens: expected a conductance of at least 1e-12 S and below 1 S, got "${bad}"; correct it, or leave it out with --drop "set 1:3"`,
      );
      const [{ set, reset }] = readTable(text(bad), 'd.csv', 'D', {}, (device, { polarity, cycle, pulse }) =>
      [device, polarity, cycle, pulse].join() === 'D,set,1,3').devices; // prettier-ignore
      expect([...set[0]]).toEqual(up);
      expect(set[1][4]).toBe(up[4]);
      expect([...reset[2]]).toEqual(down);
    },
  );

  it('is named with its device where there are several', () => {
    const two = `${text('0', ',A')}\n${text('1e-5', ',B').split('\n').slice(1).join('\n')}`;
    expect(() => readTable(two, 'd.csv', 'D')).toThrow(/--drop "A set 1:3"$/);
  });

  it('does not hide the direction of a ramp, in rows or in columns', () => {
    const glitch = (p: number, g: number) => (p === N - 1 ? 9e-9 : p === 5 ? 2.5e-4 : g);
    const inRows = ['pulse,G (S)', ...rows((_c, _reset, p, g) => `${p},${glitch(p, g)}`)].join('\n');
    const inColumns = ['r1,r2', ...up.map((g, p) => `${glitch(p, g)},${glitch(p, down[p])}`)].join('\n');
    const sizes = (lines: string) => {
      const [{ set, reset }] = readTable(lines, 'd.csv', 'D').devices;
      return [set.length, reset.length];
    };
    expect([sizes(inRows), sizes(inColumns)]).toEqual([[3, 3], [1, 1]]); // prettier-ignore
  });
});

describe('a measurement that is not understood', () => {
  it.each<[string, string[], RegExp, string?]>([
    ['prose', ['Dear Anna,', 'here it is.'], /^d\.csv: expected a table with a column of conductances, got "Dear Anna,", "here it is\."; memloop init --device writes an example$/], // prettier-ignore
    ['a ramp that turns round', ['n,G (S)', ...sawtooth.map((g, i) => `${i},${g}`)], /^d\.csv: the conductance rises and falls in one ramp \(lines 2 to 76\), and no column tells SET from RESET; say how many pulses each has: memloop fit d\.csv --map "(.*)"$/], // prettier-ignore
    ['unknown names', ['Time,Pulse,AI0,Dir', ...rows((_c, reset, p, g, i) => `${i / 10},${p},${g},${reset ? 'D' : 'P'}`)], /^d\.csv: got the columns Time, Pulse, AI0, Dir \(line 1\): expected a column of conductances; name it: memloop fit d\.csv --map "(.*)"$/], // prettier-ignore
    ['unknown names and units', ['Time,AI0,Dir', ...rows((_c, reset, _p, g, i) => `${i / 10},${1e6 * g},${reset ? 'D' : 'P'}`)], /name it: memloop fit d\.csv --map "(conductance=AI0,units=uS)"$/], // prettier-ignore
    [
      'names that say nothing',
      ['alpha,beta,gamma,delta', ...rows(plain)],
      /name it: memloop fit d\.csv --map "(.*)"$/,
    ],
    ['a current without a voltage', ['Pulse,I (uA)', ...rows((_c, _reset, p, g) => `${p},${2e5 * g}`)], /^d\.csv: got the columns Pulse, I \(uA\) \(line 1\): expected a voltage beside the current; give the volts of each reading: memloop fit d\.csv --map "(.*)"$/], // prettier-ignore
  ])('is refused with the command that would read it: %s', (_, lines, sentence) => {
    const text = lines.join('\n');
    const read = () => readTable(text, 'd.csv', 'D');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(sentence);
    const proposed = sentence.exec(messageOf(read))?.[1];
    if (proposed === undefined) return;
    const [{ set, reset }] = readTable(text, 'd.csv', 'D', parseInlineMapping(proposed, '--map')).devices;
    expect([set.length, reset.length]).toEqual([3, 3]);
    expect(set[2][5] / up[5]).toBeCloseTo(1, 9);
  });

  it.each<[string, (g: number) => number, string, string]>([
    ['microsiemens', (g) => 1e6 * g, 'conductance', 'uS'],
    ['nanosiemens', (g) => 1e9 * g, 'G', 'nS'],
    ['microsiemens under a name that says siemens', (g) => 1e6 * g, 'conductance_siemens', 'uS'],
    ['megohms', (g) => 1e-6 / g, 'R', 'MOhm'],
  ])('is refused with the unit to try: %s', (_, number, name, unit) => {
    const lines = [`cycle,polarity,pulse,${name}`, ...rows((c, reset, p, g) => plain(c, reset, p, number(g)))]; // prettier-ignore
    const read = () => readTable(lines.join('\n'), 'd.csv', 'D');
    expect(read).toThrow(UsageError);
    expect(read).toThrow(new RegExp(`name the unit, for example --units ${unit}$`));
    const [{ set }] = readTable(lines.join('\n'), 'd.csv', 'D', parseInlineMapping(`units=${unit}`, '--map')).devices; // prettier-ignore
    expect(set[1][5] / up[5]).toBeCloseTo(1, 9);
  });

  it('keeps what the mapping says already in the command that it proposes', () => {
    const text = ['a,b', ...sawtooth.map((g, i) => `${i},${g}`)].join('\n');
    const read = () => readTable(text, 'd.csv', 'D', parseInlineMapping('conductance=b', '--map'));
    expect(read).toThrow(/memloop fit d\.csv --map "conductance=b,setPulses=12,resetPulses=12"$/);
  });

  it('takes a wrong mapping apart in one sentence', () => {
    const map = (text: string) => () => parseInlineMapping(text, '--map');
    expect(map('conductan=3')).toThrow(/^--map: got the key conductan: expected one of conductance, .*; did you mean conductance\?$/); // prettier-ignore
    expect(map('pulse')).toThrow(/^--map: got "pulse": expected key=column, separated by commas/);
    expect(map('pulse=a,pulse=b')).toThrow(/^--map: got pulse twice: expected each key once$/);
    expect(map('setPulses=3')).toThrow(
      /^--map: got setPulses alone: expected setPulses and resetPulses together$/,
    );
    expect(map('units=furlong')).toThrow(/^--map: units: got "furlong": expected one of "S", "mS", "uS"/);
    const text = ['a,b', ...up.map((g, p) => `${p},${g}`)].join('\n');
    const read = () => readTable(text, 'd.csv', 'D', parseInlineMapping('conductance=c', '--map'));
    expect(read).toThrow(/^d\.csv: got the column "c": expected one of a, b$/);
    const pulses = parseInlineMapping('conductance=b,setPulses=5,resetPulses=4', '--map');
    expect(() => readTable(text, 'd.csv', 'D', pulses)).toThrow(/^d\.csv: got 13 readings: expected a multiple of 10 for 5 SET and 4 RESET pulses in turn/); // prettier-ignore
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
