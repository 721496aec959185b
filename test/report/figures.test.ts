import { describe, expect, it } from 'vitest';
import { figureFile } from '../../src/report/marks/described.js';
import { onPaper } from '../../src/report/marks/figure.js';
import { figures } from '../../src/report/page/figures.js';
import { sampleCondition, sampleSummary, withoutTrajectory } from './sample-summary.js';
import { malformation } from './well-formed.js';

const names = (summary: Parameters<typeof figures>[0]) => figures(summary).map(({ name }) => name);

describe('figures', () => {
  it('are those of the article for the T-maze', () => {
    expect(names(sampleSummary())).toEqual(['fig4b-critic-weights', 'fig4c-steps']);
  });

  it('are the same bytes at each call', () => {
    expect(figures(sampleSummary())).toEqual(figures(sampleSummary()));
  });

  it('are standalone, well-formed SVG without identifiers or references', () => {
    for (const { svg } of figures(sampleSummary())) {
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(malformation(svg)).toBe('');
      expect(svg).not.toMatch(/NaN|undefined|Infinity|\sid=|url\(|href=|&nbsp;/);
    }
  });

  it('are on white in a file of their own, for viewers that ignore CSS too', () => {
    const rect = '<rect width="100%" height="100%" fill="#fff"/>';
    const [{ svg }] = figures(sampleSummary());
    expect(onPaper(svg)).toMatch(new RegExp(`^<svg [^>]*background: #fff[^>]*>${rect}`));
    expect(malformation(onPaper(svg))).toBe('');
    expect(onPaper('<svg a="b"><title>A</title><g/></svg>')).toContain(`</title>${rect}<g/>`);
    const [figure] = figures(sampleSummary());
    const file = figureFile({ ...figure, finding: 'Feedback <helps>.' });
    expect(file).toMatch(
      /<desc id="[\w-]+">Feedback &lt;helps&gt;\. Each panel[^<]*<\/desc><rect width="100%"/,
    );
    expect(malformation(file)).toBe('');
    expect(file).not.toContain('<script');
  });

  it('name every weight and every condition', () => {
    const [weights, steps] = figures(sampleSummary());
    for (let cell = 0; cell < 9; cell++) expect(weights.svg).toContain(`>w${cell}</text>`);
    for (const name of ['ideal', 'self-correcting', 'open-loop']) {
      expect(weights.svg).toContain(`>${name}</text>`);
      expect(steps.svg).toContain(`>${name}</text>`);
    }
  });

  it('draw the ideal learner dashed', () => {
    for (const { svg } of figures(sampleSummary())) expect(svg).toContain('stroke-dasharray="4 2.5"');
  });

  it('say that an open-loop learner acts on a digital copy', () => {
    for (const { caption } of figures(sampleSummary())) expect(caption).toMatch(/open-loop.*digital copy/);
  });

  it('say which curves are identical', () => {
    const conditions = [sampleCondition('ideal', 0.9), sampleCondition('copy', 0.9)];
    expect(figures(sampleSummary({ conditions }))[0].caption).toContain('ideal and copy are identical');
    expect(figures(sampleSummary())[1].caption).not.toContain('are identical');
  });

  it('show the shortest path of the T-maze only', () => {
    const [, mazeSteps] = figures(sampleSummary());
    const [, otherSteps] = figures(sampleSummary({ environment: 'other' }));
    expect(mazeSteps.svg).toContain('shortest path');
    expect(otherSteps.svg).not.toContain('shortest path');
    expect(otherSteps.name).toBe('steps');
  });

  it.each(['ideal', 'self-correcting'])('manage with one condition: %s', (name) => {
    for (const { svg } of figures(sampleSummary({ conditions: [sampleCondition(name, 0.7)] }))) {
      expect(malformation(svg)).toBe('');
      expect(svg).toContain(`>${name}</text>`);
    }
  });

  it('show the final weights where the critic was not recorded on its way', () => {
    const [weights] = figures(withoutTrajectory(sampleSummary()));
    expect(weights.name).toBe('critic-weights-final');
    expect(malformation(weights.svg)).toBe('');
    expect(weights.caption).toContain('digital copy');
  });

  it('average long runs in blocks and say so', () => {
    const episodes = 20_000;
    const steps = {
      mean: Array.from({ length: episodes }, (_, i) => 10 + 400 / (1 + i / 100)),
      standardError: Array.from({ length: episodes }, () => 1),
    };
    const conditions = [sampleCondition('long', 0.5, { steps })];
    const [figure] = figures(withoutTrajectory(sampleSummary({ episodes, conditions })));
    expect(figure.caption).toContain('blocks of 50 episodes');
    expect(figure.svg.length).toBeLessThan(80_000);
  });

  it('claim no spread of a single seed, nor fail on a single episode', () => {
    const short = sampleCondition('short', 0.5, {
      steps: { mean: [36], standardError: [null] },
      truncated: [0],
    });
    for (const { svg, caption } of figures(
      withoutTrajectory(sampleSummary({ seeds: 1, episodes: 1, conditions: [short] })),
    )) {
      expect(caption).toContain('one seed');
      expect(svg).not.toContain('NaN');
    }
  });

  it('stay well-formed with any name of a condition', () => {
    const name = '<script>&\u00a0\u0007"\'</text>';
    for (const { svg } of figures(sampleSummary({ conditions: [sampleCondition(name, 0.7)] }))) {
      expect(malformation(svg)).toBe('');
      expect(svg).not.toMatch(/<script|&nbsp;|\p{Cc}(?<!\n)/u);
      expect(svg).toContain('&lt;script');
    }
  });
});
