import { describe, expect, it } from 'vitest';
import type { Summary } from '../../src/runs/summary.js';
import type { Trace } from '../../src/runs/trace.js';
import { conductanceMaps, conductanceRange } from '../../src/report/figures/conductance-figure.js';
import { figures, type Details } from '../../src/report/page/figures.js';
import { levelOf, LEVELS } from '../../src/report/marks/level-map.js';
import { sampleCondition, sampleSummary } from './sample-summary.js';
import { malformation } from './well-formed.js';

const NAMES = ['ideal', 'self-correcting', 'open-loop'];
const CELLS = 121;

const spread = <Values>(mean: Values) => ({ mean, standardDeviation: mean });
const numbers = (length: number, at: (i: number) => number) => Array.from({ length }, (_, i) => at(i));

const windows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ lowestSiemens: 30e-6 + i * 1e-8, highestSiemens: 50e-6 }));

function planeSummary(changes: Partial<Summary> = {}): Summary {
  const conditions = NAMES.map((name) =>
    sampleCondition(name, 0.7, {
      settings: { temperature: 0.15 },
      criticWeights: spread(numbers(CELLS, (cell) => cell / CELLS)),
      actorWeights: spread(
        Array.from({ length: CELLS }, (_, cell) => numbers(8, (a) => (cell % (a + 1)) / 8)),
      ),
    }),
  );
  const grid = { side: 11, extent: 6, width: 0.75 };
  return sampleSummary({ environment: 'water-maze', grid, conditions, ...changes });
}

function traceOf(squares: number, places: number[][]): Trace {
  const trajectories = [1, 4, 40].map((episode) => ({ episode, truncated: episode === 1, places }));
  const occupancy = { from: 37, to: 40, visits: numbers(squares, (square) => square % 7) };
  return { seed: 3, conditions: NAMES.map((name) => ({ name, trajectories, occupancy })) };
}

const ofPlane: Details = {
  trace: traceOf(576, [[-5, 5], [-4, 4], [-4, 2.5]]), windows: windows(9 * CELLS),
}; // prettier-ignore
const ofStates: Details = { trace: traceOf(9, [[0], [1], [2]]), windows: windows(27) };

const cases: [string, Summary, Details][] = [
  ['water maze', planeSummary(), ofPlane],
  ['T-maze', sampleSummary(), ofStates],
];
const named = (summary: Summary, details: Details, name: string) =>
  figures(summary, undefined, details).find((figure) => figure.name === name)!;

describe('figures of trajectories, occupancy and conductances', () => {
  it('stand in the order of learning', () => {
    expect(figures(planeSummary(), undefined, ofPlane).map(({ name }) => name)).toEqual([
      'fig5b-steps',
      'fig5a-task',
      'trajectories',
      'occupancy',
      'fig5c-policy',
      'fig5d-value',
      'conductances',
    ]);
    expect(figures(sampleSummary(), undefined, ofStates).map(({ name }) => name)).toEqual([
      'fig4b-critic-weights',
      'fig4c-steps',
      'occupancy',
      'conductances',
    ]);
  });

  it.each(cases)('are the same bytes at each call: %s', (_, summary, details) => {
    expect(figures(summary, undefined, details)).toEqual(figures(summary, undefined, details));
  });

  it.each(cases)(
    'are well-formed, without identifiers or references, name all and are small: %s',
    (_, summary, details) => {
      for (const { name, svg } of figures(summary, undefined, details)) {
        expect(malformation(svg)).toBe('');
        expect(svg).not.toMatch(/NaN|undefined|Infinity|\sid=|url\(|href=|&nbsp;/);
        expect(svg.length).toBeLessThan(250_000);
        if (name !== 'fig5a-task')
          for (const condition of NAMES) expect(svg).toContain(`>${condition}</text>`);
      }
    },
  );

  it('say which seed and which episodes they show', () => {
    expect(named(planeSummary(), ofPlane, 'trajectories').caption).toContain('seed 3');
    for (const [, summary, details] of cases)
      expect(named(summary, details, 'occupancy').caption).toMatch(/episodes 37 to 40,? with seed 3/);
  });

  it('give the moves of each trajectory, and mark the ones that were cut short', () => {
    const { svg, caption } = named(planeSummary(), ofPlane, 'trajectories');
    expect(svg.match(/>2 moves<\/text>/g)).toHaveLength(9);
    expect(caption).toContain('step limit');
    const whole = structuredClone(ofPlane);
    for (const { trajectories } of whole.trace!.conditions)
      for (const trajectory of trajectories) trajectory.truncated = false;
    expect(named(planeSummary(), whole, 'trajectories').caption).not.toContain('step limit');
  });

  it('leave the wall out where there is none', () => {
    const other = planeSummary({ environment: 'other' });
    expect(figures(other, undefined, ofPlane).map(({ name }) => name)).toEqual([
      'steps',
      'trajectories',
      'occupancy',
      'value',
      'conductances',
    ]);
    for (const { caption } of figures(other, undefined, ofPlane)) expect(caption).not.toContain('wall');
    expect(named(other, ofPlane, 'conductances').svg).toContain('action 7');
  });

  it('show no conductances of many conditions', () => {
    const conditions = [0, 1, 2, 3, 4].map((i) => sampleCondition(`condition ${i}`, 0.5));
    const drawn = figures(sampleSummary({ conditions }), undefined, { windows: windows(27) });
    expect(drawn.map(({ name }) => name)).not.toContain('conductances');
  });

  it('manage devices with equal conductances', () => {
    const conditions = [
      sampleCondition('still', 0, {
        criticWeights: spread(numbers(9, () => 0)),
        actorWeights: spread(Array.from({ length: 9 }, () => [0, 0])),
      }),
    ];
    const same = windows(27).map((window) => ({ ...window, lowestSiemens: 30e-6 }));
    const { svg } = named(sampleSummary({ conditions }), { windows: same }, 'conductances');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('conductances', () => {
  it('are those of each weight in the window of its own device', () => {
    const condition = sampleCondition('', 0.9);
    const maps = conductanceMaps(condition, windows(27), 1e6);
    expect(maps.map(({ length }) => length)).toEqual([9, 9, 9]);
    const low = 30 + (4 * 3 + 2) / 100;
    expect(maps[2][4]).toBeCloseTo(low + condition.actorWeights.mean[4][1] * (50 - low), 9);
    expect(maps[0][0]).toBeCloseTo(30 + condition.criticWeights.mean[0] * 20, 9);
    expect(conductanceRange([maps])).toEqual([Math.min(...maps.flat()), Math.max(...maps.flat())]);
  });
});

describe('levels', () => {
  it('go from the lowest to the highest of a range', () => {
    expect(levelOf(3, [3, 5])).toBe(0);
    expect(levelOf(5, [3, 5])).toBe(LEVELS - 1);
    expect(levelOf(4, [3, 5])).toBe(LEVELS / 2);
  });
});
