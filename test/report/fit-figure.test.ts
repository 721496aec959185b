import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { fitFigure, type DrawnBranch } from '../../src/report/figures/fit-figure.js';

const [fit] = shippedDevices().devices;

/** A branch that goes straight from one end of the window to the other. */
function straight(name: DrawnBranch['name'], polarity: DrawnBranch['polarity'], from: number, to: number) {
  const row = Float64Array.from({ length: 11 }, (_, pulse) => from + ((to - from) * pulse) / 10);
  return { name, polarity, readings: [row], cycles: [row], mean: row };
}

/** How far down the drawing a text stands that begins with some words, pixels. */
function heightOf(svg: string, words: string): number {
  const place = String.raw`translate\([^,]*,(-?[\d.]+)\)"`;
  const [, shift, height] = svg.match(
    new RegExp(`"text" transform="${place}><g[^>]*><text[^>]*${place}>(?:<tspan[^>]*>)?${words}`),
  )!;
  return Number(shift) + Number(height);
}

describe('the figure of a fit', () => {
  it('keeps its parameters between the lines of G0 and G1, and so apart from their names', () => {
    const { lowestSiemens: low, highestSiemens: high } = fit;
    const { svg } = fitFigure(fit, [
      straight('SET', 'set', low, high),
      straight('RESET', 'reset', high, low),
    ]);
    const [, set, reset] = svg.match(/>(a = [^<]*)<[^]*?>(a = [^<]*)</)!;
    expect(heightOf(svg, 'G0<') - heightOf(svg, set)).toBeGreaterThan(11);
    expect(heightOf(svg, reset) - heightOf(svg, 'G1<')).toBeGreaterThan(11);
  });
});
