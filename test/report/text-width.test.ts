import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { letterWidths } from '../../src/report/marks/letter-widths.js';
import { isMeasurable, shortenedTo, textWidth } from '../../src/report/marks/text-width.js';
import { figures } from '../../src/report/page/figures.js';
import { advanceWidths } from './font-widths.js';
import { sampleSummary } from './sample-summary.js';

const font = (file: string) =>
  advanceWidths(readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/arimo/${file}`)));

describe('the width of a text', () => {
  it.each([
    ['regular', '400Regular/Arimo_400Regular.ttf'],
    ['bold', '700Bold/Arimo_700Bold.ttf'],
  ] as const)('is that of every %s letter in the font', (weight, file) => {
    const truth = font(file);
    expect(letterWidths[weight].size).toBeGreaterThan(250);
    for (const [letter, width] of letterWidths[weight])
      expect([letter, width]).toEqual([letter, Math.round(truth(letter.codePointAt(0)!))]);
  });

  // Widths of Helvetica in thousandths, from Adobe's font metrics (Helvetica.afm).
  it.each([
    ['self-correcting', [500, 556, 222, 278, 333, 500, 556, 333, 333, 556, 500, 278, 222, 556, 556]],
    ['W 0.5 %', [944, 278, 556, 278, 556, 278, 889]],
  ])('%s is that of Helvetica too', (text, widths) => {
    expect(textWidth(text, 1000)).toBeCloseTo(
      widths.reduce((sum, one) => sum + one, 0),
      6,
    );
  });

  it('of a shortened text is at most what it may be', () => {
    expect(shortenedTo('averaged-reads', 200, 10)).toBe('averaged-reads');
    const short = shortenedTo('averaged-reads', 40, 10);
    expect(short).toMatch(/^avera?g?.*…$/);
    expect(textWidth(short, 10)).toBeLessThanOrEqual(40);
  });
});

describe('texts of figures', () => {
  it('have the length that they have in Arial, whatever font is there', () => {
    const [weights, steps] = figures(sampleSummary());
    const bold = textWidth('self-correcting', 11, true).toFixed(1);
    expect(weights.svg).toMatch(
      new RegExp(`textLength="${bold}" lengthAdjust="spacingAndGlyphs">self-correcting<`),
    );
    const plain = textWidth('self-correcting', 11).toFixed(1);
    expect(steps.svg).toMatch(
      new RegExp(`textLength="${plain}" lengthAdjust="spacingAndGlyphs">self-correcting<`),
    );
  });

  it('keep their own length if a letter is not known', () => {
    expect([isMeasurable('σ = 3 %'), isMeasurable('忆阻器')]).toEqual([true, false]);
  });
});
