import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { compareFamilies } from '../../devices/families/compare-families.js';
import { branchOf } from '../devices/family-synthetic.js';
import { HUE } from '../../src/report/marks/palette.js';
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
    new RegExp(`"text" transform="${place}><g[^>]*><text[^>]*${place}[^>]*>(?:<tspan[^>]*>)?${words}`),
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

  it('has a panel for each family and branch, with its misfit, and the best in another colour', () => {
    const branch = (mean: (p: number) => number) => compareFamilies(branchOf(mean, 40, 5, 0.01, 'figure'));
    const families = { set: branch((p) => p / 40), reset: branch((p) => 1 / (1 + Math.exp((20 - p) / 4))) };
    const { svg, caption } = fitFigure(
      fit,
      [straight('SET', 'set', 3e-5, 5e-5), straight('RESET', 'reset', 5e-5, 3e-5)],
      families,
    );
    expect(svg).not.toMatch(/NaN|undefined/);
    for (const { family } of families.set.fits) expect(svg.split(`>${family}<`).length).toBe(3);
    expect(svg.match(/>misfit \d+\.\d\d %</g)!.length).toBe(2 * families.set.fits.length);
    // A line in each panel, and one in the key: of the family that is taken, and of the others.
    const panels = svg.split('Mean residuals of each family')[1];
    const drawn = (colour: string) => panels.split(`stroke="${colour}"`).length - 1;
    expect([drawn(HUE.green), drawn(HUE.purple)]).toEqual([3, 2 * families.set.fits.length - 1]);
    expect(caption).toContain('for each family of curves the mean residual over cycles');
  });
});
