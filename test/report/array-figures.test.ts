import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { arraysAtEnd } from '../../src/report/page/arrays-at-end.js';
import type { ArrayReading } from '../../src/experiment/array/array-reading.js';
import { figures } from '../../src/report/page/figures.js';
import { figureFile } from '../../src/report/marks/described.js';
import { sampleCondition, sampleSummary } from './sample-summary.js';
import { malformation } from './well-formed.js';

const CELLS = 9;
const COLUMNS = 3;
const heads = [{ name: 'critic' }, { name: 'left', action: 0 }, { name: 'right', action: 1 }];

/** Effective weights of 0.8 w − 0.1; the device of row 4, column 2 loses most. */
function sampleReading(changes: Partial<ArrayReading> = {}): ArrayReading {
  const table = (at: (d: number) => number) =>
    Float64Array.from({ length: CELLS * COLUMNS }, (_, d) => at(d));
  return {
    cells: CELLS,
    columns: COLUMNS,
    parts: { wires: true, converters: false },
    ideal: table((d) => d / 26),
    effective: table((d) => (0.8 * d) / 26 - 0.1),
    loss: table((d) => (d === 14 ? 0.37 : 0.1)),
    error: table((d) => (d === 15 ? -0.25 : 0)),
    ...changes,
  };
}

const drawn = (...arrays: (ArrayReading | undefined)[]) =>
  figures(sampleSummary({ heads }), undefined, { arrays }).filter(({ name }) =>
    ['ir-drop', 'effective-weights', 'array-td-error'].includes(name),
  );

describe('the arrays of a run at its end', () => {
  it('are read with the mean weights of their conditions', () => {
    const experiment = parseExperiment({
      environment: 't-maze',
      conditions: [{ bank: 'ideal' }, { bank: 'mean', array: { wires: { rowOhms: 50 } } }],
    });
    const conditions = [sampleCondition('ideal', 0.9), sampleCondition('wires', 0.5)];
    const [none, read] = arraysAtEnd(experiment, sampleSummary({ conditions }), shippedDevices().devices);
    expect(none).toBeUndefined();
    const { criticWeights, actorWeights } = conditions[1];
    criticWeights.mean.forEach((weight, cell) => {
      expect(read!.ideal[cell * COLUMNS]).toBeCloseTo(weight, 10);
      expect(read!.ideal[cell * COLUMNS + 2]).toBeCloseTo(actorWeights.mean[cell][1], 10);
    });
    const unknown = { ...experiment.conditions[1], bank: 'my-plugin/bank' };
    expect(arraysAtEnd({ ...experiment, conditions: [unknown] }, sampleSummary({ conditions }), shippedDevices().devices)).toEqual([undefined]); // prettier-ignore
    const many = { ...experiment, conditions: Array.from({ length: 5 }, () => experiment.conditions[1]) };
    const five = Array.from({ length: 5 }, () => conditions[1]);
    many.conditions = many.conditions.map((condition, i) => ({ ...condition, name: `array ${i}` }));
    const first = arraysAtEnd(many, sampleSummary({ conditions: five }), shippedDevices().devices);
    expect(first.map((one) => one !== undefined)).toEqual([true, true, true, true, false]);
  });
});

describe('the figures of an array', () => {
  it('are well-formed, and open with their finding', () => {
    const all = drawn(undefined, sampleReading());
    for (const figure of all) {
      expect(malformation(figure.svg)).toBe('');
      expect(figure.svg).not.toMatch(/NaN|undefined|Infinity|\sid=|url\(|href=/);
      expect(figureFile(figure)).toContain('<desc');
    }
    expect(all.map(({ caption }) => caption.split(/(?<=\.) /)[0])).toEqual([
      'The devices lose 11 % of their conductance in the wires on average, and at most 37 % (row 4, right).',
      'Slope of effective over programmed weights: 0.800, −0.1 at weight 0.',
      'The array changes the values of states by −0.028 on average, and by up to −0.25 (state 5).',
    ]);
  });

  it('have a panel an array, and name whose numbers they tell', () => {
    const [loss, weights, error] = drawn(undefined, sampleReading(), sampleReading());
    for (const { svg } of [loss, weights, error])
      for (const name of ['self-correcting', 'open-loop']) expect(svg).toContain(`>${name}</text>`);
    expect(loss.caption).toContain('The devices of open-loop lose 11 %');
    expect(weights.caption).toContain('open-loop: slope 0.800');
    expect(error.caption).toContain('of self-correcting by');
  });

  it('show no loss of wires without resistance, say when currents gain, and that only the first of many are shown', () => {
    const parts = { wires: false, converters: true };
    expect(drawn(sampleReading({ parts })).map(({ name }) => name)).toEqual([
      'effective-weights',
      'array-td-error',
    ]);
    const gaining = sampleReading({ loss: new Float64Array(CELLS * COLUMNS).fill(-0.01) });
    expect(drawn(gaining)[0].caption).toContain('sneak paths');
    expect(drawn(undefined, undefined)).toEqual([]);
    const { conditions } = sampleSummary();
    const many = sampleSummary({ heads, conditions: [...conditions, ...conditions] });
    const arrays = many.conditions.map(() => sampleReading());
    const drop = figures(many, undefined, { arrays }).find(({ name }) => name === 'ir-drop');
    expect(drop!.caption).toContain('At most the first 4 arrays of the run are shown.');
  });
});
