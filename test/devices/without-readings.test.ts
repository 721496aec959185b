import { describe, expect, it } from 'vitest';
import { conductanceWindow } from '../../devices/fitting/characterisation.js';
import { csvCharacterisations } from '../../devices/measurements/csv-characterisations.js';
import { findReadings, withoutReadings } from '../../devices/fitting/without-readings.js';
import { parseDrop, withoutDropped } from '../../src/cli/measured/drop-option.js';
import { UsageError } from '../../src/core/errors.js';
import { csvOf } from './fitting-synthetic.js';

const rise = Float64Array.from({ length: 11 }, (_, p) => (30 + 2 * p) * 1e-6);
const scaled = (factor: number) => rise.map((siemens) => factor * siemens);
const set = [rise, scaled(1.1), scaled(1.2)];
const reset = set.map((branch) => branch.toReversed());
const text = csvOf(set, reset);

/** The measurement with some readings spoilt. */
function spoilt(...lines: [from: RegExp, to: string][]) {
  return csvCharacterisations(
    lines.reduce((all, [from, to]) => all.replace(from, to), text),
    'd.csv',
    'D',
  )[0];
}

describe('a reading that is left out', () => {
  it('gets the value between its neighbours, and is listed', () => {
    const measured = spoilt([/^1,set,4,.*$/m, '1,set,4,0.5'], [/^1,set,5,.*$/m, '1,set,5,0.25']);
    const readings = findReadings(measured, [
      { polarity: 'set', cycle: 1, pulse: 4 },
      { polarity: 'set', cycle: 1, pulse: 5 },
    ]);
    expect(readings).toEqual([
      { polarity: 'set', cycle: 1, reading: 4 },
      { polarity: 'set', cycle: 1, reading: 5 },
    ]);
    const filled = withoutReadings(measured, readings);
    // The curve is straight, so that the values between are the true ones.
    for (const p of rise.keys()) expect(filled.set[1][p] / set[1][p]).toBeCloseTo(1, 12);
    expect(filled.dropped).toEqual([
      { polarity: 'set', cycle: 1, pulse: 4 },
      { polarity: 'set', cycle: 1, pulse: 5 },
    ]);
    expect(measured.set[1][4]).toBe(0.5);
    expect(withoutReadings(filled, readings).dropped).toHaveLength(2);
  });

  it('gets at an end the mean of the other cycles, or the neighbour where there is one cycle', () => {
    const filled = withoutReadings(spoilt([/^0,reset,10,.*$/m, '0,reset,10,0.5']), [
      { polarity: 'reset', cycle: 0, reading: 10 },
    ]);
    expect(filled.reset[0][10]).toBeCloseTo((reset[1][10] + reset[2][10]) / 2, 15);
    const [one] = csvCharacterisations(csvOf([rise], [reset[0]]), 'd.csv', 'D');
    const single = withoutReadings(one, [{ polarity: 'set', cycle: 0, reading: 0 }]);
    expect(single.set[0][0]).toBe(rise[1]);
  });

  it('may stand at the start of SET and be far above its end', () => {
    const measured = spoilt([/^1,set,0,.*$/m, '1,set,0,2.5e-4']);
    const { set: filled } = withoutReadings(measured, [{ polarity: 'set', cycle: 1, reading: 0 }]);
    expect(conductanceWindow(filled).lowest).toBeCloseTo((set[0][0] + set[2][0]) / 2, 12);
  });

  it('is named as the file counts: from 1, RESET by remaining position, with its line', () => {
    const lines = csvOf(set, set).replace(/^(\d),(\w+),(\d+)/gm, (_, cycle: string, polarity: string, pulse: string) => `${Number(cycle) + 5},${polarity},${Number(pulse) + 1}`); // prettier-ignore
    const [measured] = csvCharacterisations(lines, 'd.csv', 'D');
    expect(measured.resetCounted).toBe('by remaining position');
    expect(measured.place!('set', 2, 3)).toEqual({ cycle: 7, pulse: 4, line: 2 + 2 * 11 + 3 });
    expect(measured.place!('reset', 0, 3)).toEqual({ cycle: 5, pulse: 8, line: 2 + 3 * 11 + 7 });
    expect(findReadings(measured, [{ polarity: 'reset', cycle: 5, pulse: 8 }])).toEqual([
      { polarity: 'reset', cycle: 0, reading: 3 },
    ]);
  });
});

describe('--drop', () => {
  const devices = csvCharacterisations(text, 'd.csv', 'D');

  it('names readings by polarity, cycle and pulse, with the device if there are several', () => {
    expect(parseDrop('set 3:17, RESET 0:5')).toEqual([
      { polarity: 'set', cycle: 3, pulse: 17 },
      { polarity: 'reset', cycle: 0, pulse: 5 },
    ]);
    expect(parseDrop('chip 3 b set 3:17')).toEqual([
      { device: 'chip 3 b', polarity: 'set', cycle: 3, pulse: 17 },
    ]);
    const both = [devices[0], { ...devices[0], device: 'E' }];
    const [first, second] = withoutDropped(both, parseDrop('E set 2:0'));
    expect([first.dropped, second.dropped]).toEqual([undefined, [{ polarity: 'set', cycle: 2, pulse: 0 }]]);
    expect(first).toBe(devices[0]);
  });

  it.each([
    ['set 3', /^--drop: got "set 3": expected polarity cycle:pulse, as in "set 3:17"/],
    ['up 3:4', /^--drop: got "up 3:4": expected polarity cycle:pulse/],
    [
      'set 3:4',
      /^--drop: got set 3:4: expected a reading of D, which has the SET cycles 0 to 2 with the pulses 0 to 10$/,
    ],
    ['reset 0:11', /^--drop: got reset 0:11: expected a reading of D, which has the RESET cycles/],
    ['E set 0:1', /^--drop: got the device "E": expected one of D$/],
  ])('refuses %s in one sentence', (words, sentence) => {
    const drop = () => withoutDropped(devices, parseDrop(words));
    expect(drop).toThrow(UsageError);
    expect(drop).toThrow(sentence);
  });

  it('refuses a reading without its device if there are several', () => {
    const two = [devices[0], { ...devices[0], device: 'E' }];
    expect(() => withoutDropped(two, parseDrop('set 0:1'))).toThrow(
      /^--drop: got set 0:1 with 2 devices: expected "DEVICE set 0:1"$/,
    );
  });
});
