import { describe, expect, it } from 'vitest';
import type { Summary } from '../../src/runs/summary.js';
import { combinations, type Sweep, type SweptSettings } from '../../src/experiment/sweep/sweep.js';
import { figures } from '../../src/report/page/figures.js';
import { reportPage } from '../../src/report/page/report-page.js';
import { valueSpacing } from '../../src/report/marks/value-spacing.js';
import { sampleCondition, sampleManifest, sampleSummary } from './sample-summary.js';
import { malformation } from './well-formed.js';

/** A sweep whose conditions need more steps one after the other. */
function sample(settings: SweptSettings, conditions = ['single']): { summary: Summary; sweep: Sweep } {
  const all = conditions.flatMap((name) => combinations(settings).map((settings) => ({ name, settings })));
  const swept = all.map(({ settings }, i) => sampleCondition(`run ${i}`, i, { settings }));
  return { summary: sampleSummary({ conditions: swept }), sweep: { settings, conditions } };
}

const drawn = (settings: SweptSettings, conditions?: string[]) => {
  const { summary, sweep } = sample(settings, conditions);
  return figures(summary, sweep);
};

const rates = [0.1, 0.2, 0.4, 0.8];

describe('the figure of a sweep', () => {
  it.each([
    ['one setting of numbers', { learningRate: rates }, undefined],
    ['one setting of names', { noise: ['write', 'read'] }, undefined],
    ['numbers and names', { noise: ['write', 'read'], learningRate: rates }, undefined],
    ['numbers and conditions', { learningRate: rates }, ['one', 'two']],
    ['two settings of numbers', { learningRate: rates, temperature: [0.1, 0.3, 1] }, undefined],
    ['two settings of names', { noise: ['write', 'read'], scheme: ['open-loop'] }, ['one', 'two']],
    ['three settings', { noise: ['write', 'read'], learningRate: rates, sigma: [0, 1] }, undefined],
    ['any names', { learningRate: [0.1] }, ['<script>&"', 'a very long name that no axis has room for']],
  ] as [string, SweptSettings, string[] | undefined][])(
    'over %s is well-formed and always the same',
    (_, settings, conditions) => {
      const [{ name, svg }] = drawn(settings, conditions);
      expect(name).toBe('sweep');
      expect(malformation(svg)).toBe('');
      expect(svg).not.toMatch(/NaN|undefined|Infinity|\sid=|url\(|href=/);
      expect(drawn(settings, conditions)[0].svg).toBe(svg);
    },
  );

  it('has a logarithmic axis for ratios, a curve a value, and the values as ticks', () => {
    const [{ svg, caption }] = drawn({ learningRate: rates, noise: ['write', 'read'] });
    expect(caption).toContain('The axis of learningRate is logarithmic.');
    for (const word of [...rates.map(String), 'write', 'read', 'learningRate'])
      expect(svg).toContain(`>${word}</text>`);
    expect(svg.match(/aria-label="line"/g)).toHaveLength(2);
  });

  it('of two settings of numbers is a map with the number of every combination', () => {
    const [{ svg }] = drawn({ temperature: [1, 0.3], learningRate: rates });
    for (let i = 0; i < 8; i++) expect(svg).toContain(`>${(7 + i).toFixed(2)}</text>`);
    expect(svg).toContain('± 0.20');
  });

  it('has a panel a combination of what is left of more settings, up to a dozen', () => {
    const settings = { learningRate: rates, noise: ['write', 'read'], sigma: [0.1, 0.2], discount: [0, 1] };
    const [{ svg }] = drawn(settings);
    for (const panel of ['sigma 0.1, discount 0', 'sigma 0.2, discount 1'])
      expect(svg).toContain(`>${panel}</text>`);
    expect(drawn({ ...settings, temperature: [1, 2, 3, 4] })).toEqual([]);
  });

  it('is left out for a single point; figures with more than eight conditions are too', () => {
    const names = (settings: SweptSettings) => drawn(settings).map(({ name }) => name);
    expect(names({ noise: ['write'] })).toEqual(['fig4c-steps', 'fig4b-critic-weights']);
    expect(names({ noise: ['write', 'read'] })).toEqual(['sweep', 'fig4c-steps', 'fig4b-critic-weights']);
    expect(names({ sigma: [1, 2, 3], temperature: [1, 2, 3] })).toEqual(['sweep']);
  });

  it('claims no interval of a single seed', () => {
    const { summary, sweep } = sample({ sigma: [0, 0.1], temperature: [1, 2] });
    const [{ svg, caption }] = figures({ ...summary, seeds: 1 }, sweep);
    expect(caption).toContain('one seed');
    expect(svg).not.toContain('±');
  });
});

describe('values along an axis', () => {
  const spacing = (...values: (string | number)[]) => valueSpacing({ name: 'x', values });

  it('lie by their logarithm where that spaces them more evenly', () => {
    expect(spacing(0.1, 0.2, 0.4)).toEqual({
      kind: 'logarithmic',
      fractions: [0, expect.closeTo(0.5), 1],
    });
    expect(spacing(1, 2, 5, 10, 20, 50).kind).toBe('logarithmic');
    expect(spacing(0.1, 0.2, 0.3)).toEqual({ kind: 'linear', fractions: [0, expect.closeTo(0.5), 1] });
    expect(spacing(0, 1, 10, 100).kind).toBe('linear');
    expect(spacing(1, 10).kind).toBe('logarithmic');
    expect(spacing(1, 2).kind).toBe('linear');
    expect(spacing('a', 'b', 'c')).toEqual({ kind: 'names', fractions: [0, 0.5, 1] });
  });
});

describe('the report of a sweep', () => {
  const { summary, sweep } = sample({ learningRate: rates, noise: ['write', 'read', 'pulse'] });
  const page = reportPage(summary, { ...sampleManifest, sweep });

  it('is well-formed, is called what was swept and has a row a combination', () => {
    expect(malformation(page.replace(/<meta[^>]*\/>/g, ''))).toBe('');
    expect(page).toContain('<h1>t-maze: learningRate × noise</h1>');
    expect(page).toContain('<th scope="row">0.4</th><td>pulse</td>');
    expect(page).toContain('<dt>learningRate</dt><dd>0.1, 0.2, 0.4, 0.8</dd>');
  });

  it('leaves out the weights of more than eight conditions', () => {
    expect(page).not.toContain('Critic weights');
    const few = sample({ learningRate: rates });
    expect(reportPage(few.summary, { ...sampleManifest, sweep: few.sweep })).toContain('Critic weights');
  });
});
