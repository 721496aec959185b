import { describe, expect, it } from 'vitest';
import { compareOutcomes } from '../../src/analysis/compare/compare-outcomes.js';
import { comparisonFigures, comparisonPage } from '../../src/analysis/compare/comparison-page.js';
import { labelPlaces } from '../../src/analysis/compare/figures/label-places.js';
import { stepsAxis } from '../../src/analysis/compare/figures/steps-axis.js';
import type { Budget } from '../../src/experiment/comparison-plan.js';
import { sampleManifest } from '../report/sample-summary.js';
import { malformation } from '../report/well-formed.js';
import { comparing, type Law } from './outcomes-of.js';

const laws: Law[] = [
  { scheme: 'reference', final: 8 },
  { scheme: '<better> & "cheap"', final: 7, cost: 0.5 },
  { scheme: 'poor', final: 60, cost: 3 },
  { scheme: 'copy', final: 6, digital: true },
  { scheme: 'ideal', final: 6, cost: 0 },
];

function drawnPage(some = laws, budget: Budget = { cost: 'pulses' }) {
  const { outcomes, plan, summary } = comparing(some, ['write', 'read']);
  const comparison = compareOutcomes(outcomes, { ...plan, budget }, summary);
  const drawn = comparisonFigures(comparison);
  return { drawn, page: comparisonPage(comparison, sampleManifest, drawn) };
}

describe('the page of a comparison', () => {
  it.each([
    ['without a budget', laws, undefined],
    ['with a budget', laws, { cost: 'energy', value: 0.5 }],
    ['without energy', laws.map((law) => ({ ...law, noEnergy: true })), { cost: 'energy' }],
    ['of one scheme', laws.slice(0, 1), { cost: 'wear' }],
  ] as [string, Law[], Budget | undefined][])('%s is well-formed and self-contained', (_, some, budget) => {
    const { drawn, page } = drawnPage(some, budget);
    expect(malformation(page)).toBe('');
    expect(page).not.toMatch(/NaN|undefined|Infinity|<script|src=|href=/);
    for (const { svg } of drawn) expect(malformation(svg)).toBe('');
  });

  it('answers first, and says how sure that is', () => {
    const { page, drawn } = drawnPage();
    const answer = page.slice(page.indexOf('<h2>Which scheme to choose</h2>'), page.indexOf('</ul>'));
    expect(answer.match(/<li>/g)!.length).toBeLessThanOrEqual(6);
    expect(answer).toMatch(/&lt;better&gt; &amp; &quot;cheap&quot; reaches the steps of reference with 0\.\d+ \[0\.\d+, 0\.\d+\] times its pulses/);
    expect(answer).toContain('first in 100 % of the resamples');
    expect(drawn.map(({ name }) => name)).toEqual([
      'final-steps', 'pareto-pulses', 'pareto-reads', 'pareto-energy', 'pareto-wear', 'curves',
    ]);
  }); // prettier-ignore

  it('calls no scheme the first if only one is ranked', () => {
    const { page } = drawnPage([laws[3], laws[0]]);
    const answer = page.slice(page.indexOf('<h2>Which scheme to choose</h2>'), page.indexOf('</ul>'));
    expect(answer.match(/only reference is ranked, so there is no choice\./g)).toHaveLength(2);
    expect(answer).not.toMatch(/first in|the lowest cost/);
  });

  it('draws no energy that is not known, and says so', () => {
    const { page, drawn } = drawnPage(laws.map((law) => ({ ...law, noEnergy: true })));
    expect(drawn.map(({ name }) => name)).not.toContain('pareto-energy');
    expect(page).toContain('<td>unknown</td>');
    expect(page).toContain('Energy is unknown');
  });

  it('ends the axis of steps before a scheme that hardly learns, and gives its number', () => {
    const { drawn } = drawnPage();
    for (const { svg } of drawn.slice(0, 2)) expect(svg).toMatch(/>(poor: )?6\d\d\.\d( ›)?<\/text>/);
  });
});

describe('labels', () => {
  it('touch neither each other nor dots, and stay inside', () => {
    const points = Array.from({ length: 30 }, (_, i) => ({
      x: 60 + ((i * 53) % 200),
      y: 20 + ((i * 31) % 90),
      width: 40,
    }));
    const places = labelPlaces(points, [], 400, 150);
    const boxes = places.flatMap((place) => (place ? [{ ...place, y: place.y - 5.5 }] : []));
    expect(boxes.length).toBeGreaterThan(20);
    boxes.forEach((a, i) => {
      expect(a.x >= 0 && a.x + 40 <= 400 && a.y >= 0 && a.y + 11 <= 150).toBe(true);
      for (const b of boxes.slice(0, i))
        expect(Math.abs(a.x - b.x) >= 40 || Math.abs(a.y - b.y) >= 11).toBe(true);
      for (const { x, y } of points) expect(x < a.x + 40 && x > a.x && y < a.y + 11 && y > a.y).toBe(false);
    });
  });
});

describe('the axis of steps', () => {
  it.each([
    [[6, 7.5, 9], 'linear'],
    [[6, 7, 300], 'log'],
    [[6], 'linear'],
    [[0, 12], 'linear'],
  ] as const)('of %j is %s, with ticks inside and a way back', (values, type) => {
    const scale = stepsAxis([...values]);
    expect(scale.type).toBe(type);
    expect(scale.ticks.length).toBeGreaterThan(1);
    for (const tick of scale.ticks) {
      expect(scale.fraction(tick) >= 0 && scale.fraction(tick) <= 1).toBe(true);
      expect(scale.value(scale.fraction(tick))).toBeCloseTo(tick, 9);
    }
    for (const value of values) expect(scale.fraction(value) > 0 && scale.fraction(value) < 1).toBe(true);
  });
});
