import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOutcomes } from '../../src/analysis/compare/compare-outcomes.js';
import type { Comparison } from '../../src/analysis/compare/comparison.js';
import { comparisonText } from '../../src/cli/text/comparison-text.js';
import { wrapped } from '../../src/cli/text/wrapped.js';
import { anyComparison } from '../analysis/any-comparison.js';
import { comparing, type Law } from '../analysis/outcomes-of.js';

const laws: Law[] = [
  { scheme: 'feedback', final: 8 },
  { scheme: 'better', final: 7, cost: 0.5 },
  { scheme: 'copy', final: 6, digital: true },
];

function compared(): Comparison {
  const { outcomes, plan, summary } = comparing(laws, ['write']);
  return compareOutcomes(outcomes, plan, summary);
}

/** A comparison whose first row has more to say. */
function amended(more: Partial<Comparison['groups'][0]['compared'][0]>): Comparison {
  const comparison = compared();
  Object.assign(comparison.groups[0].compared[0], more);
  return comparison;
}

const kinds = [
  'self-correcting',
  'inverse-pulses',
  'stochastic-rounding',
  'multi-memristive',
  'chopped-tiki-taka',
  'open-loop',
];
const names = fc.oneof(
  fc.subarray(kinds, { minLength: 1 }),
  fc.uniqueArray(fc.string({ minLength: 1, maxLength: 90 }).map((name) => name.trim() || 'x'), { minLength: 1, maxLength: 5 }),
); // prettier-ignore
const oneLine = (text: string) => text.trim().replaceAll(/\s+/g, ' ');
const longest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('the text of a comparison', () => {
  it('has no line longer than the terminal is wide, with any names and numbers', () => {
    fc.assert(
      fc.property(anyComparison(names), fc.integer({ min: 60, max: 200 }), (comparison, width) => {
        expect(longest(comparisonText(comparison, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('answers first, in one sentence: the scheme to take and its number', () => {
    const [answer] = comparisonText(compared(), 80).split('\n\n');
    expect(oneLine(answer)).toMatch(/^Take better: \d+\.\d \[\d+\.\d, \d+\.\d\] steps with write noise\.$/);
  });

  it('says below the tables how sure that is, and what is cheaper', () => {
    const [, how] = comparisonText(compared(), 80).split('How sure that is, and what is cheaper');
    expect(oneLine(how)).toMatch(
      /^With write noise take better: \d+\.\d \[\d+\.\d, \d+\.\d\] steps, 10\.0 \[9\.\d+, 10\.\d\] fewer than feedback, at 0\.50 times its pulses\. If the seeds were drawn again, it would have the fewest steps in more than 99 of 100 repetitions\. To reach the steps of feedback, better needs the fewest pulses: 0\.\d+ \[.*\] times its own/,
    );
  });

  it('never says fewer or more of a difference that is not significant among all', () => {
    const open = amended({
      difference: { steps: { value: -0.65, interval: [-1.38, -0.15] }, p: 0.01, corrected: 0.17, verdict: 'no difference shown' },
    }); // prettier-ignore
    const text = oneLine(comparisonText(open, 80));
    expect(text).toContain('not clearly different from feedback (−0.65, corrected p = 0.17)');
    expect(text).not.toMatch(/(fewer|more) than feedback/);
  });

  it('says how many seeds could show a difference where these cannot', () => {
    const few = oneLine(comparisonText({ ...compared(), seeds: 5 }, 80));
    expect(few).toContain('5 seeds cannot show a difference among 1 comparison, however large it is: 6 or more can.');
    expect(oneLine(comparisonText({ ...compared(), seeds: 6 }, 80))).toContain('6 seeds may miss rare long runs');
  }); // prettier-ignore

  it('has more columns where there is space', () => {
    const header = (width: number) => comparisonText(compared(), width).match(/^scheme.*$/m)![0].trim().split(/\s+/); // prettier-ignore
    expect(header(80)).toEqual(['scheme', 'steps', 'difference', 'pulses', 'to', 'reach', 'p']);
    expect(header(120)).toEqual([...header(80), 'reads', 'energy', 'wear']);
    expect(header(50)).toEqual(['scheme', 'steps', 'difference']);
  });

  it('says that schemes have default settings, and what a search chose', () => {
    expect(comparisonText(compared(), 80)).toContain('--tune quick');
    const tuned = amended({
      tuned: { settings: { learningRate: 0.8 }, edge: ['learningRate'], trials: 48 },
      untuned: { final: { value: 9, interval: [8, 10] }, gain: { value: -1.5, interval: [-2, -1] } },
    });
    const text = comparisonText({ ...tuned, tuning: 'quick' }, 80);
    expect(text).not.toContain('--tune');
    expect(text).toContain('(quick, 48 trial runs)');
    expect(text).toMatch(/^scheme +tuned +gain +difference/m);
    expect(text).toMatch(/^better .*−1\.50 .*\n {4}learningRate 0\.8: at the edge of the search\n/m);
  });

  it('shows rare long runs, and equal schemes as one row', () => {
    const text = comparisonText(amended({ longRuns: { seeds: 2, above: 40 }, sameAs: ['twin'] }), 80);
    expect(text).toMatch(/^better = twin .*\n {4}2 of 40 seeds end above 40\.0 steps\n/m);
    const long = comparisonText(amended({ sameAs: ['a twin with a long name'] }), 80);
    expect(long).toMatch(/^better .*\n {4}= a twin with a long name\n/m);
  });
});

describe('wrapped text', () => {
  it('keeps every character but spaces, in lines of the width', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 8, max: 90 }), (text, width) => {
        const lines = wrapped(text.replaceAll('\n', ' '), width, 4);
        expect(Math.max(0, ...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(/[ \u00a0]/g, '')).toBe(text.replaceAll(/[ \n\u00a0]/g, ''));
      }),
    );
  });

  it('does not end a line inside an interval', () => {
    expect(wrapped('takes 7.5 [7.0, 8.0] steps, p = 0.2', 16)).toEqual(['takes 7.5', '[7.0, 8.0]', 'steps, p = 0.2']); // prettier-ignore
    expect(wrapped('takes 7.5 [7.0, 8.0], p = 0.2', 15)).toEqual(['takes 7.5', '[7.0, 8.0],', 'p = 0.2']);
  });
});
