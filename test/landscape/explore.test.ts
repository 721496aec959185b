import { expect, it } from 'vitest';
import { exploreLandscape } from '../../src/landscape/explore-landscape.js';
import { CHANNEL, DISTANCES, meets, NORMS } from '../../src/landscape/search/explore-start.js';
import { lossLevels } from '../../src/landscape/search/loss-levels.js';
import { toyProblem } from '../../src/landscape/toy.js';

const search = { starts: 30, firstSeed: 1, windows: [2, 4], noises: [0.01] };
const found = exploreLandscape(toyProblem(), search);

it('finds that every start of the toy runs into one of two channels, with their ends as levels', () => {
  const channels = found.starts.filter(({ kind }) => kind === 'channel');
  expect(channels.length).toBeGreaterThan(20);
  const levels = lossLevels(channels);
  for (const { loss } of levels)
    expect(Math.min(Math.abs(loss / 0.0423722 - 1), Math.abs(loss / 7.73333e-4 - 1))).toBeLessThan(1e-4);
});

it('finds the saddle line: critical points at the loss of one neuron', () => {
  const saddles = found.starts.filter(({ critical }) => critical && critical.negative > 0);
  expect(saddles.some(({ critical }) => Math.abs(critical!.loss / 0.04711602749635809 - 1) < 1e-8)).toBe(
    true,
  );
  expect(found.narrowLoss).toBeCloseTo(0.04711602749635809, 12);
  for (const { gradientMax, flat } of found.splits) {
    expect(gradientMax).toBeLessThan(1e-12);
    expect(flat).toBeGreaterThanOrEqual(1);
  }
});

it('counts fewer channels for stricter thresholds', () => {
  const counts = NORMS.map((norm) => DISTANCES.map((distance) => found.starts.filter(({ passages }) => meets(passages, norm, distance)).length));
  for (const row of counts) for (let k = 1; k < row.length; k++) expect(row[k]).toBeLessThanOrEqual(row[k - 1]);
  expect(counts[NORMS.indexOf(CHANNEL.norm)][DISTANCES.indexOf(CHANNEL.distance)]).toBe(found.starts.filter(({ kind }) => kind === 'channel').length);
}); // prettier-ignore

it('is the same every time', () => {
  expect(JSON.stringify(exploreLandscape(toyProblem(), search))).toBe(JSON.stringify(found));
});

it('puts losses within a thousandth on one level', () => {
  const levels = lossLevels([{ loss: 1.0009 }, { loss: 1 }, { loss: 1.002 }, { loss: 0 }, { loss: 1e-25 }]);
  expect(levels.map(({ points }) => points.length)).toEqual([2, 2, 1]);
});
