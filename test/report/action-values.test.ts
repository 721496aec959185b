import { describe, expect, it } from 'vitest';
import { conductanceMaps } from '../../src/report/figures/conductance-figure.js';
import { figures } from '../../src/report/page/figures.js';
import { reportPage } from '../../src/report/page/report-page.js';
import { meanDirections } from '../../src/report/scenes/policy.js';
import type { ConditionSummary, Summary } from '../../src/runs/summary.js';
import { sampleCondition, sampleManifest, sampleSummary } from './sample-summary.js';
import { malformation } from './well-formed.js';

const NONE = { mean: [], standardDeviation: [] };
const grid = { side: 11, extent: 6, width: 0.75 };
const EAST = 2;

/** A condition whose values rise from action to action and from cell to cell. */
function condition(name: string, cells: number, actions: number): ConditionSummary {
  const mean = Array.from({ length: cells }, (_, cell) =>
    Array.from({ length: actions }, (_, action) => (action === EAST ? 0.9 : 0.1) + cell / (100 * cells)),
  );
  const { criticTrajectory: _, ...rest } = sampleCondition(name, 0.7);
  return {
    ...rest,
    criticWeights: NONE,
    actorWeights: NONE,
    actionValues: { mean, standardDeviation: mean },
  };
}

function summaryOf(cells: number, actions: number, changes: Partial<Summary>): Summary {
  const heads = Array.from({ length: actions }, (_, action) => ({ name: `Q of action ${action}`, action }));
  const first = condition('first', cells, actions);
  const open = { ...condition('open', cells, actions), believed: first };
  return sampleSummary({ heads, conditions: [condition('ideal', cells, actions), open], ...changes });
}

const states = summaryOf(9, 2, {});
const plane = summaryOf(121, 8, { environment: 'water-maze', grid });
const windows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ lowestSiemens: i * 1e-6, highestSiemens: 2e-3 }));
const cases: [string, Summary, number, string[]][] = [
  ['T-maze', states, 18, ['fig4c-steps', 'action-values-final', 'conductances']],
  ['water maze', plane, 968, ['fig5b-steps', 'fig5a-task', 'fig5c-policy', 'fig5d-value', 'conductances']],
];

describe('the report of action values', () => {
  it.each(cases)('%s: has figures that call nothing a critic', (_, summary, weights, names) => {
    const drawn = figures(summary, undefined, { windows: windows(weights) });
    expect(drawn.map(({ name }) => name)).toEqual(names);
    for (const { svg, title, caption } of drawn) {
      expect(malformation(svg)).toBe('');
      expect(`${title} ${caption} ${svg}`).not.toMatch(/critic|actor/i);
    }
  });

  it.each(cases)('%s: has a table of every value, by cell and action', (_, summary) => {
    const page = reportPage(summary, sampleManifest);
    expect(page).toContain('<h2>Action values at the end</h2>');
    expect(page).toContain('cell 8: Q of action 1');
    expect(malformation(page.replace(/<meta[^>]*\/>/g, ''))).toBe('');
  });

  it('points arrows where the value is highest, and in all directions where all are equal', () => {
    const [first] = plane.conditions;
    for (const { degrees, length } of meanDirections(first, grid)) {
      expect(degrees).toBeCloseTo(90);
      expect(length).toBe(1);
    }
    const flat = first.actionValues!.mean.map((row) => row.map(() => 0.5));
    const level = { ...first, actionValues: { mean: flat, standardDeviation: flat } };
    for (const { length } of meanDirections(level, grid)) expect(length).toBe(0);
  });

  it('has the conductance of each value in the window of its own device', () => {
    const maps = conductanceMaps(states.conditions[0], windows(18), 1e6);
    expect(maps).toHaveLength(2);
    const value = states.conditions[0].actionValues!.mean[4][1];
    expect(maps[1][4]).toBeCloseTo(9 + value * (2000 - 9), 9);
  });
});
