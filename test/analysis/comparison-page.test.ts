import { describe, expect, it } from 'vitest';
import { compareOutcomes } from '../../src/analysis/compare/compare-outcomes.js';
import { comparisonFigures, comparisonPage } from '../../src/analysis/compare/comparison-page.js';
import { schemeStyles } from '../../src/analysis/compare/figures/scheme-styles.js';
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
    expect(page).not.toMatch(/NaN|undefined|Infinity|<script(?!>)|src=|href=/);
    for (const { svg } of drawn) expect(malformation(svg)).toBe('');
  });

  it('answers first, and says how sure that is', () => {
    const { page, drawn } = drawnPage();
    const heading = /<h1>(.*)<\/h1>/.exec(page)![1];
    expect(heading).toBe('t-maze: take &lt;better&gt; &amp; &quot;cheap&quot; with write and read noise');
    const found = page.slice(page.indexOf('<div class="findings">'), page.indexOf('<figure'));
    expect(found.match(/<section>/g)).toHaveLength(2);
    expect(found).toMatch(/<strong>90\.\d<\/strong> \[\d+\.\d, \d+\.\d\] steps/);
    expect(found).toMatch(/fewer than reference, at 0\.50 times its pulses\./);
    const sure = page.slice(page.indexOf('<h2>How sure that is'), page.indexOf('<h2>Which scheme'));
    expect(sure).toMatch(/&lt;better&gt; &amp; &quot;cheap&quot; needs the fewest pulses: 0\.\d+ \[0\.\d+, 0\.\d+\] times its own/);
    expect(sure).toContain('it would have the fewest steps in more than 99 of 100 repetitions');
    expect(page).not.toMatch(/resamples of|after Holm/);
    expect(drawn.map(({ name }) => name)).toEqual([
      'final-steps', 'pareto-pulses', 'pareto-reads', 'pareto-energy', 'pareto-wear', 'curves',
    ]);
    expect(page.indexOf('id="final-steps"')).toBeLessThan(page.indexOf('<table>'));
  }); // prettier-ignore

  it('shows the steps at a budget first, with the scheme to take for it', () => {
    const { drawn, page } = drawnPage([laws[0], { scheme: 'costly', final: 6, cost: 20 }], {
      cost: 'pulses',
      value: 100,
    });
    expect(page).toContain('<h1>t-maze, at most 100 pulses: take reference with write and read noise</h1>');
    const [first, second] = drawn;
    expect([first.name, second.name]).toEqual(['steps-at-budget', 'final-steps']);
    const bold = (svg: string) => /font-weight="bold"[^>]*><text[^>]*>([a-z]+)<\/text>/.exec(svg)?.[1];
    expect([bold(first.svg), bold(second.svg)]).toEqual(['reference', 'costly']);
  });

  it('calls no scheme the first if only one is ranked', () => {
    const { page } = drawnPage([laws[3], laws[0]]);
    const found = page.slice(page.indexOf('<div class="findings">'), page.indexOf('<figure'));
    expect(found.match(/only reference is ranked, so there is no choice\./g)).toHaveLength(2);
    expect(found).not.toMatch(/fewest|drawn again/);
  });

  it('shows what a search chose beside default settings, rare long runs, and equal schemes once', () => {
    const { outcomes, plan, summary } = comparing(laws, ['write', 'read']);
    const comparison = compareOutcomes(outcomes, plan, summary);
    const [{ compared }] = comparison.groups;
    Object.assign(compared[0], {
      tuned: { settings: { learningRate: 0.8, reads: 4 }, edge: ['learningRate'], trials: 9 },
      untuned: { final: { value: 95, interval: [94, 96] }, gain: { value: -5, interval: [-6, -4] } },
      sameAs: ['twin'],
      longRuns: { seeds: 2, above: 120 },
    });
    const drawn = comparisonFigures({ ...comparison, tuning: 'quick' });
    const page = comparisonPage({ ...comparison, tuning: 'quick' }, sampleManifest, drawn);
    expect(malformation(page)).toBe('');
    expect(page).toContain('tuned by the same effort (quick, 9 trial runs)');
    expect(page).toContain('learningRate 0.8 (edge of the search), reads 4');
    expect(page).toContain('2 of 40 seeds end above 120 steps');
    expect(page).toContain('&lt;better&gt; &amp; &quot;cheap&quot; = twin');
    expect(page).toContain('Hollow: default settings.');
  });

  it('draws no energy that is not known, and says so', () => {
    const { page, drawn } = drawnPage(laws.map((law) => ({ ...law, noEnergy: true })));
    expect(drawn.map(({ name }) => name)).not.toContain('pareto-energy');
    expect(page).toContain('<td>unknown</td>');
    expect(page).toContain('Energy is unknown');
  });

  it('ends the axis of steps before a scheme that hardly learns, and gives its number', () => {
    const { drawn } = drawnPage();
    const [steps, pareto] = drawn.map(({ svg }) => svg);
    expect(steps).toMatch(/>620<\/text>/);
    expect(steps).toMatch(/>›<title>[^<]*<\/title><\/text>/);
    expect(pareto).toMatch(/>poor ↑ 620(, → \d+)?<\/text>/);
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

describe('the style of a scheme', () => {
  const { outcomes, plan, summary } = comparing(['a', 'b', 'c', 'd', 'e'].map((scheme) => ({ scheme, final: 8 })));
  const rules = ['self-correcting', 'dead-zone', 'agad', 'mine/one', 'mine/two'];
  const styles = schemeStyles(compareOutcomes(outcomes, plan, summary), rules);
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((scheme) => styles.get(scheme)!);

  it('has the hue of its family, and a shape of its own in it', () => {
    expect(a.colour).toBe(b.colour);
    expect(a.symbol).not.toBe(b.symbol);
    expect(c.colour).not.toBe(a.colour);
  });

  it('has a hue of its own where the family is not known', () => {
    expect(new Set([a, c, d, e].map(({ colour }) => colour)).size).toBe(4);
  });
}); // prettier-ignore
