import { describe, expect, it } from 'vitest';
import { shortenedTo, textWidth } from '../../src/report/marks/text-width.js';

describe('the width of a text', () => {
  // Widths of Helvetica in thousandths, from Adobe's font metrics (Helvetica.afm).
  it.each([
    ['self-correcting', [500, 556, 222, 278, 333, 500, 556, 333, 333, 556, 500, 278, 222, 556, 556]],
    ['W 0.5 %', [944, 278, 556, 278, 556, 278, 889]],
    ['Am↑', [667, 833]],
  ])('%s is that of its characters', (text, widths) => {
    const sum = widths.reduce((sum, one) => sum + one, 0);
    expect(Math.abs(textWidth(text, 1000) - sum)).toBeLessThan(text.length > widths.length ? 1000 : 60);
  });

  it('of a shortened text is at most what it may be', () => {
    expect(shortenedTo('averaged-reads', 200, 10)).toBe('averaged-reads');
    const short = shortenedTo('averaged-reads', 40, 10);
    expect(short).toMatch(/^avera?g?.*…$/);
    expect(textWidth(short, 10)).toBeLessThanOrEqual(40);
  });
});
