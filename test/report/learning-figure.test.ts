import { describe, expect, it } from 'vitest';
import { HUE } from '../../src/report/marks/palette.js';
import { stepsFigure } from '../../src/report/figures/steps-figure.js';
import { conditionStyles } from '../../src/report/page/condition-style.js';
import type { Summary } from '../../src/runs/summary.js';
import { sampleCondition, sampleSummary } from './sample-summary.js';
import { malformation } from './well-formed.js';

/** A run of 200 episodes with noisy steps around a curve. */
function noisy(count: number): Summary {
  const conditions = Array.from({ length: count }, (_, i) => {
    const mean = Array.from({ length: 200 }, (_, k) => 7 + i + 30 / (k + 1) + 3 * (k % 2));
    return sampleCondition(`condition ${i}`, 0.1 * (i + 1), {
      steps: { mean, standardError: mean.map(() => 0.5) },
      truncated: mean.map(() => 0),
    });
  });
  return sampleSummary({ episodes: 200, conditions });
}

const widthOf = (svg: string) => Number(/width="([\d.]+)"/.exec(svg)![1]);
/** How often a hue is that of a line, by the width of the line. */
const linesOf = (svg: string, hue: string) =>
  [...svg.matchAll(/<g aria-label="line"([^>]*)>/g)].filter(([, attributes]) =>
    attributes.includes(`stroke="${hue}"`),
  );

describe('learning curves', () => {
  it('of up to four conditions share a plot: pale as they are, smoothed in front, their names at the ends', () => {
    const { svg, caption } = stepsFigure(noisy(4));
    for (const [i, hue] of Object.values(HUE).slice(0, 4).entries()) {
      expect(svg).toContain(`>condition ${i}</text>`);
      const [raw, smooth] = linesOf(svg, hue).map(([, attributes]) => attributes);
      expect(raw).toMatch(/stroke-opacity="0\.3"/);
      expect(smooth).not.toContain('stroke-opacity');
    }
    expect(caption).toContain('running means over 11 episodes');
  });

  it('of more conditions have a panel each, all with the same axes', () => {
    const { svg, caption } = stepsFigure(noisy(7));
    expect(malformation(svg)).toBe('');
    for (let i = 0; i < 7; i++) expect(svg).toContain(`>condition ${i}</text>`);
    // One set of axes: every tick has one label, however many panels there are.
    expect(svg.match(/>steps per episode<\/text>/g)).toHaveLength(1);
    expect(caption).toContain('One panel for each condition');
  });

  it('tell their smoothed value at a point, with its band', () => {
    const { svg } = stepsFigure(noisy(1));
    const last = /<title>condition 0, episode 200: ([\d.]+) steps \[([\d.]+), ([\d.]+)\]<\/title>/.exec(svg)!;
    // The mean of the last six episodes (195 to 200), and twice the standard error.
    const mean = [195, 196, 197, 198, 199, 200].reduce(
      (sum, k) => sum + (7 + 30 / k + 3 * ((k - 1) % 2)) / 6,
      0,
    );
    expect(last.slice(1).map(Number)).toEqual(
      [mean, mean - 1, mean + 1].map((value) => Number(value.toFixed(2))),
    );
  });

  it('have a drawing for small screens', () => {
    for (const count of [3, 7]) {
      const { svg, narrow } = stepsFigure(noisy(count));
      expect(widthOf(svg)).toBe(680);
      expect(widthOf(narrow!)).toBe(350);
      expect(malformation(narrow!)).toBe('');
    }
  });

  it('have numbers of the article as diamonds in the hue of their condition, where they belong', () => {
    const published = [{ condition: 1, from: 151, to: 200, value: 7, error: 0.5 }];
    const { svg, caption } = stepsFigure(noisy(2), published);
    expect(svg).toContain('<title>article, episodes 151 to 200: 7 steps ± 0.5</title>');
    const diamonds =
      /<g aria-label="dot"([^>]*)><path transform="translate\(([\d.]+),[\d.]+\)"[^>]*><title>article/.exec(
        svg,
      )!;
    expect(diamonds[1]).toContain(`stroke="${Object.values(HUE)[1]}"`);
    // The axis goes from episode 1 to 200, between the margins.
    const ticks = [...svg.matchAll(/transform="translate\(([\d.]+),[\d.]+\)"[^>]*>(1|200)<\/text>/g)];
    const [first, last] = ticks.map(([, x]) => Number(x));
    expect(Number(diamonds[2])).toBeCloseTo(first + ((175.5 - 1) / 199) * (last - first), 1);
    expect(caption).toContain('Diamonds: published means');
    expect(stepsFigure(noisy(2)).caption).not.toContain('Diamonds');
  });
});

it('no two of eleven conditions share a hue', () => {
  const styles = conditionStyles(noisy(11).conditions);
  expect(new Set(styles.map(({ colour }) => colour)).size).toBe(11);
});
