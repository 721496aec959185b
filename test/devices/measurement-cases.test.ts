import { expect, it } from 'vitest';
import { join } from 'node:path';
import { parseInlineMapping } from '../../devices/measurements/mapping.js';
import { pairDevices } from '../../devices/measurements/pair-devices.js';
import { readCharacterisations } from '../../devices/measurements/read-characterisations.js';
import { sharedData } from '../shared.js';

const cases = sharedData('cases/characterisations', 'data/cross-sim/ramps-as-measured.csv');
const path = (name: string) => join(cases.paths[0], name);

/** Size of a device: cycles of SET and RESET, and their pulses. */
function sizeOf(name: string) {
  const { devices, notes } = readCharacterisations(path(name));
  const [{ set, reset, pulses, resetPulses = pulses }] = devices;
  return { size: [set.length, reset.length, pulses, resetPulses], note: notes.find((note) => !note.includes('conductance falls'))?.replace(/^.*?: /, ''), set, reset, devices }; // prettier-ignore
}

cases.describe('the files of labs', () => {
  it.each<[string, number[], string | undefined]>([
    ['good.csv', [5, 5, 100, 100], undefined],
    ['semicolon.csv', [3, 3, 40, 40], 'separator ;'],
    ['semicolon-decimal-comma.csv', [3, 3, 40, 40], 'separator ;, decimal comma (24,6 is 24.6)'],
    ['tab.csv', [3, 3, 40, 40], 'separator tab'],
    ['excel-sep.csv', [3, 3, 40, 40], 'separator ,'],
    ['cr-only.csv', [3, 3, 40, 40], 'lines end in CR'],
    ['hash-comments.csv', [3, 3, 40, 40], '2 comments left out'],
    ['float-index.csv', [3, 3, 40, 40], 'cycle and pulse written as 0.0'],
    ['index-column.csv', [3, 3, 40, 40], 'column 1 (without a name) not used'],
    ['potentiation-depression.csv', [5, 5, 100, 100], 'potentiation = SET, depression = RESET'],
    ['pulse-from-1.csv', [5, 5, 100, 100], 'pulses counted from 1'],
    ['microsiemens-header.csv', [5, 5, 100, 100], 'conductance = conductance_uS in µS'],
    ['escape-in-name.csv', [3, 3, 40, 40], 'control characters left out of device names'],
    ['source-meter-export.csv', [5, 5, 100, 100], '2 lines above the table left out, conductance = Current (A) / Voltage (V), SET where conductance rises, RESET where it falls, cycles counted from 0 in the order of the file'], // prettier-ignore
    ['table-set.csv', [5, 0, 59, 59], 'a column a ramp (5 SET), pulse = index'],
    ['table-reset.csv', [0, 5, 59, 59], 'a column a ramp (5 RESET), pulse = index'],
  ])('are read, and what was understood is said: %s', (name, size, note) => {
    expect(sizeOf(name)).toMatchObject({ size, note });
  });

  it.each([
    'semicolon.csv',
    'semicolon-decimal-comma.csv',
    'excel-sep.csv',
    'cr-only.csv',
    'hash-comments.csv',
    'float-index.csv',
    'index-column.csv',
    'escape-in-name.csv',
  ])('give the numbers of the plain file: %s', (name) => {
    // prettier-ignore
    const expected = sizeOf('tab.csv');
    expect(sizeOf(name).set).toEqual(expected.set);
    expect(sizeOf(name).reset).toEqual(expected.reset);
  });

  it.each([
    'potentiation-depression.csv',
    'pulse-from-1.csv',
    'microsiemens-header.csv',
    'source-meter-export.csv',
  ])('give the readings of good.csv: %s', (name) => {
    // prettier-ignore
    const [read, expected] = [sizeOf(name), sizeOf('good.csv')];
    for (const polarity of ['set', 'reset'] as const)
      for (const [c, branch] of expected[polarity].entries())
        for (const [p, siemens] of branch.entries()) expect(read[polarity][c][p] / siemens).toBeCloseTo(1, 4);
  });

  it('are read with a mapping, which says the same', () => {
    const mapping = parseInlineMapping('pulse=Pulse,conductance=Current (A)/0.2', '--map');
    const { devices } = readCharacterisations(path('source-meter-export.csv'), mapping);
    expect(devices[0].set[4][100] / sizeOf('good.csv').set[4][100]).toBeCloseTo(1, 4);
  });

  it('may be SET in one file and RESET in another', () => {
    const read = ['table-set.csv', 'table-reset.csv'].flatMap((name) =>
      readCharacterisations(path(name)).devices.map((device) => ({ path: name, device })),
    );
    const { devices, notes } = pairDevices(read);
    expect(devices.map(({ device }) => [device.device, device.set.length, device.reset.length])).toEqual([
      ['table', 5, 5],
    ]);
    expect(notes).toEqual(['table: SET from table-set.csv, RESET from table-reset.csv']);
  });

  it('may have cycles and polarities of unequal length, as CrossSim has them', () => {
    const { devices, notes } = readCharacterisations(cases.paths[1]);
    expect(devices[0]).toMatchObject({ device: 'ramps-as-measured', pulses: 184, resetPulses: 148 });
    expect(notes[0]).toBe(
      `${cases.paths[1]}: cycles of SET have 184 to 190 pulses; all are cut to 184, cycles of RESET have 148 to 152 pulses; all are cut to 148`,
    );
  });

  it('name the place of a reading', () => {
    const [device] = sizeOf('glitch-120uS.csv').devices;
    const reading = device.set[0].indexOf(1.2e-4);
    expect(device.place!('set', 0, reading)).toEqual({ cycle: 0, pulse: 10, line: 12 });
  });
});
