import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FADED, HUE, PAGE_COLOURS } from '../../src/report/marks/palette.js';
import { root } from '../house.js';

type Colour = readonly [number, number, number];

const colour = (hex: string): Colour =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as never;
const blended = (front: Colour, back: Colour, opacity: number): Colour =>
  front.map((part, i) => opacity * part + (1 - opacity) * back[i]) as never;

/** Relative luminance of WCAG 2.2. */
function luminance(parts: Colour): number {
  const [r, g, b] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)); // prettier-ignore
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2.2. */
function contrast(one: Colour, other: Colour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

it('is 21 for black on white, and 4.54 for #767676 on white', () => {
  expect(contrast(colour('#000000'), colour('#ffffff'))).toBeCloseTo(21, 6);
  expect(contrast(colour('#767676'), colour('#ffffff'))).toBeCloseTo(4.54, 2);
});

describe.each(Object.entries(PAGE_COLOURS))('on the %s page', (_, { ink, quiet, paper }) => {
  const [text, back] = [colour(ink), colour(paper)];

  it.each(Object.entries(HUE))('%s stands out as a line or mark', (_, hue) => {
    expect(contrast(colour(hue), back)).toBeGreaterThanOrEqual(3);
  });

  it('text is legible, quiet and faded text too', () => {
    for (const one of [text, colour(quiet), blended(text, back, FADED.text)])
      expect(contrast(one, back)).toBeGreaterThanOrEqual(4.5);
  });

  it('faded lines stand out', () => {
    expect(contrast(blended(text, back, FADED.line), back)).toBeGreaterThanOrEqual(3);
  });
});

it('all colours of things come from the palette', () => {
  const elsewhere = [...sources('src/report'), ...sources('src/analysis'), ...sources('src/reproduce')]
    .filter((file) => !file.endsWith('palette.ts'))
    .filter((file) => /'#(?!fff'|000')[0-9a-f]{3,6}'/i.test(readFileSync(join(root, file), 'utf8')));
  expect(elsewhere).toEqual([]);
});

it('no two hues are alike', () => {
  const hues = Object.values(HUE).map(colour);
  for (const [i, one] of hues.entries())
    for (const other of hues.slice(i + 1))
      expect(Math.hypot(...one.map((part, k) => part - other[k]))).toBeGreaterThan(45);
});
