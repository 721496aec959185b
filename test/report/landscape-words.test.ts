import { expect, it } from 'vitest';
import type { Landscape } from '../../src/landscape/explore-landscape.js';
import type { ExploredStart } from '../../src/landscape/search/explore-start.js';
import type { WindowBest } from '../../src/landscape/window/best-in-window.js';
import {
  criticalTable,
  noiseTable,
  permutationTable,
  splitTable,
  thresholdTable,
  unitTable,
} from '../../src/report/networks/landscape-tables.js';
import { landscapeFindings, landscapeLead } from '../../src/report/networks/landscape-words.js';
import { shareInterval } from '../../src/report/networks/share-interval.js';
import { windowFigure } from '../../src/report/networks/window-figure.js';

const parameters = Float64Array.of(1);
const start = (kind: ExploredStart['kind'], loss: number): ExploredStart => ({
  seed: 0,
  kind,
  loss,
  gradientMax: 0,
  norm: 1,
  passages: [],
  parameters,
});
const point = (window: number, noise: number, loss: number, mean?: number): WindowBest => ({
  window,
  noise,
  loss,
  parameters,
  searches: 3,
  ...(mean !== undefined && { drawn: { mean, standardError: 1e-5, secondOrder: mean / 2 } }),
});
const landscape = (more: Partial<Landscape>): Landscape => ({
  starts: [start('minimum', 0.5)],
  windows: [point(1, 0, 0.5), point(2, 0, 0.5)],
  splits: [],
  rowLength: 2,
  widths: [2],
  ...more,
}); // prettier-ignore

it('has the interval of a share: published examples (Newcombe, Stat. Med. 17, 1998)', () => {
  for (const [seen, cases, low, high] of [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]]) {
    expect(shareInterval(seen, cases)[0]).toBeCloseTo(low, 4);
    expect(shareInterval(seen, cases)[1]).toBeCloseTo(high, 4);
  }
}); // prettier-ignore

it('says where one start ends, and where many', () => {
  expect(landscapeFindings(landscape({}))).toEqual([
    'Of 1 start, 1 ends in a minimum. They end at 1 level of loss. The lowest one is 0.5, a minimum.',
    'The searches for vanishing slopes found no saddle.',
    'With weights of at most 2, the best loss is 0.5. Weights of at most 1 are enough for it.',
  ]);
  const starts = [start('channel', 0.2), start('not finite', NaN), start('unfinished', 0.1), start('infinity', 0.3), start('unfinished', 0.1)];
  const lead = landscapeLead(landscape({ starts }));
  expect(lead.sentence).toBe('Of 5 starts, 2 do not finish, 1 runs into a channel to infinity, 1 runs off to infinity outside channels and 1 has a loss that is no number. They end at 3 levels of loss. The lowest one is 0.1.');
  expect([lead.number, lead.interval]).toEqual(['1 of 5', '(4–62 %)']);
}); // prettier-ignore

it('finds the best window by drawn reads, and says where it is the last one tried', () => {
  const windows = [point(1, 0, 0.5), point(2, 0, 0.4), point(1, 0.1, 0.1, 0.7), point(2, 0.1, 0.2, 0.6), point(3, 0.1, 0.2, 0.9), point(1, 0.2, 1, 1), point(2, 0.2, 2, 2)];
  const words = landscapeFindings(landscape({ windows, narrowLoss: 0.5 }));
  expect(words[2]).toBe('With weights of at most 2, the best loss is 0.4. With weights of at most 1 it is 0.5, that of one neuron less: such a window has no channel.');
  expect(words[3]).toBe('With read noise of 10 % of the window, a window of 2 is best: expected loss 0.6.');
  expect(words[4]).toBe('With read noise of 20 % of the window, a window of 1, the smallest one tried, is best: expected loss 1.');
  expect(noiseTable(landscape({ windows }))).toContain('−50 % at 1');
}); // prettier-ignore

it('leaves out what was not found, and rounding below zero', () => {
  const found = landscape({ starts: [start('minimum', -1e-16)], windows: [point(1, 0, -1e-16), point(2, 0, 0)] });
  expect([noiseTable(found), unitTable(found), criticalTable(found), splitTable(found)]).toEqual([false, false, false, false]);
  expect(landscapeFindings(found)[0]).toContain('The lowest one is 0, a minimum.');
  expect(windowFigure(found).svg).not.toContain('NaN');
  expect(thresholdTable(found)).not.toContain('only the norm counts');
  expect(permutationTable(landscape({ widths: [4] }))).toMatch(/>1<.*>1\.5<[^]*>2<.*>0\.25</);
}); // prettier-ignore
