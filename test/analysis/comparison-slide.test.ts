import { describe, expect, it } from 'vitest';
import { compareOutcomes } from '../../src/analysis/compare/compare-outcomes.js';
import { comparisonSlide } from '../../src/analysis/compare/slide/comparison-slide.js';
import { textLines } from '../../src/report/marks/text-lines.js';
import { textWidth } from '../../src/report/marks/text-width.js';
import { malformation } from '../report/well-formed.js';
import { comparing } from './outcomes-of.js';

const laws = [
  { scheme: 'reference', final: 8 },
  { scheme: '<better> & "cheap"', final: 7, cost: 0.5 },
  { scheme: 'ideal', final: 6, cost: 0 },
];

function slideWith(noises: string[], some = laws) {
  const { outcomes, plan, summary } = comparing(some, noises);
  return comparisonSlide(compareOutcomes(outcomes, plan, summary), [], '1.2.3');
}

describe('the slide of a comparison', () => {
  it('is a well-formed drawing of 16:9 with the finding as title, a caption and the methods', () => {
    const { svg, text } = slideWith(['write', 'read']);
    expect(malformation(svg)).toBe('');
    expect(svg).toContain('width="1280" height="720"');
    const [title, caption, methods] = text.trimEnd().split('\n\n');
    expect(title).toBe('t-maze: take <better> & "cheap" with write and read noise');
    expect(caption).toMatch(/^Take <better> & "cheap": 90\.\d \[.*\] steps with write noise.*\. .* Line and ◄: reference\. ›: beyond the axis\. Dashed: ideal memory\./);
    expect(methods).toMatch(/^Methods\. 2 schemes learned the task t-maze .* 40 seeds for 200 episodes\. All schemes had their default settings\. .* corrected for 2 comparisons \(Holm\)\. .* memloop 1\.2\.3\.$/);
  }); // prettier-ignore

  it('keeps all words inside', () => {
    const { svg } = slideWith(['write', 'read', 'pulse'], [laws[0], { scheme: 'a scheme with a very long name of its own, as files give them', final: 7 }]); // prettier-ignore
    const lines = [...svg.matchAll(/<text x="48" y="([\d.]+)" font-size="(\d+)"[^>]*>([^<]*)<\/text>/g)];
    expect(lines.length).toBeGreaterThan(4);
    for (const [, y, size, words] of lines) {
      expect(Number(y)).toBeLessThan(720 - 12);
      expect(48 + textWidth(words, Number(size))).toBeLessThan(1280);
    }
  });

  it('shows at most three panels, and says how many there are', () => {
    const { svg, text } = slideWith(['write', 'read', 'pulse', 'preset']);
    expect(svg.match(/aria-label="Final steps, /g)).toHaveLength(3);
    expect(text).toContain('The first 3 of 4 settings.');
  });
});

describe('lines of a text', () => {
  it('hold all its words and are at most as wide as they may be', () => {
    const text = 'Differences between schemes are paired by seed; schemes count as indistinguishable.';
    const lines = textLines(text, 150, 11);
    expect(lines.join(' ')).toBe(text);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(150);
  });
});
