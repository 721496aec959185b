import { expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { parseFlow } from '../../src/experiment/networks/flow-file.js';
import { makeData } from '../../src/flow/data/make-data.js';
import { exploreLandscape } from '../../src/landscape/explore-landscape.js';
import { problemOf } from '../../src/landscape/landscape-source.js';
import { CHANNEL, DISTANCES, meets, NORMS } from '../../src/landscape/search/explore-start.js';
import { lossLevels } from '../../src/landscape/search/loss-levels.js';
import { toyProblem } from '../../src/landscape/toy.js';
import { landscapeRuns } from '../../src/runs/networks/landscape-runs.js';

const search = { starts: 30, firstSeed: 0, spread: 1, windows: [2, 4], noises: [0.01], windowStarts: 3 };
const found = await exploreLandscape(toyProblem(), search);

it('finds that starts of the toy run into one of two channels, with their ends as levels', () => {
  const channels = found.starts.filter(({ kind }) => kind === 'channel');
  expect(channels.length).toBeGreaterThan(20);
  const levels = lossLevels(channels);
  for (const { loss } of levels)
    expect(Math.min(Math.abs(loss / 0.0423722 - 1), Math.abs(loss / 7.73333e-4 - 1))).toBeLessThan(1e-4);
  for (const { groups } of channels) expect(groups).toEqual([{ layer: 0, neurons: [0, 1], isOpposed: true }]);
});

it('finds the saddle line: critical points at the loss of one neuron', () => {
  const saddles = found.starts.filter(({ critical }) => critical && critical.negative > 0);
  expect(saddles.some(({ critical }) => Math.abs(critical!.loss / 0.04711602749635809 - 1) < 1e-8)).toBe(
    true,
  );
  expect(found.narrowLoss).toBeCloseTo(0.04711602749635809, 12);
  for (const { gradientMax, flat, share } of found.splits) {
    expect(gradientMax).toBeLessThan(1e-12);
    // Where one copy has no output, its input weight is free, too.
    expect(flat).toBe(share === 0 || share === 1 ? 2 : 1);
  }
});

it('counts fewer channels for stricter thresholds', () => {
  const counts = NORMS.map((norm) => DISTANCES.map((distance) => found.starts.filter(({ passages }) => meets(passages, norm, distance)).length));
  for (const row of counts) for (let k = 1; k < row.length; k++) expect(row[k]).toBeLessThanOrEqual(row[k - 1]);
  expect(counts[NORMS.indexOf(CHANNEL.norm)][DISTANCES.indexOf(CHANNEL.distance)]).toBe(found.starts.filter(({ kind }) => kind === 'channel').length);
}); // prettier-ignore

it('is the same every time', async () => {
  expect(JSON.stringify(await exploreLandscape(toyProblem(), search))).toBe(JSON.stringify(found));
});

const written = (more: object) => ({
  data: { teacher: { layers: [{ width: 4, activation: 'erf' }, { width: 1 }], seed: 2 }, inputs: 2, samples: 200 },
  layers: [{ width: 2, activation: 'erf' }, { width: 1 }],
  method: 'newton',
  ...more,
}); // prettier-ignore
const sourceOf = (more: object) => {
  const plan = parseFlow(written(more));
  return { plan, data: makeData(plan.data) };
};

it('tells channels from other ways to infinity where rows have directions', async () => {
  const { starts, splits } = await exploreLandscape(problemOf(sourceOf({})), { ...search, starts: 30, windows: [2], noises: [], windowStarts: 0 });
  const channels = starts.filter(({ kind }) => kind === 'channel');
  expect(channels.length).toBeGreaterThan(0);
  expect(starts.filter(({ kind }) => kind === 'minimum').length).toBeGreaterThan(5);
  for (const { groups, unit, passages } of channels) {
    expect(groups).toEqual([{ layer: 0, neurons: [0, 1], isOpposed: true }]);
    expect(unit!.isSettled).toBe(true);
    // Rows go on meeting: their distance falls with the norm.
    const distances = passages.map(({ distance }) => distance);
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
    expect(distances.at(-1)!).toBeGreaterThan(0);
  }
  // Where one copy has no output, its two weights and its bias are free, too.
  for (const { share, flat } of splits) expect(flat).toBe(share === 0 || share === 1 ? 4 : 1);
}); // prettier-ignore

it('finds the same in the jobs of a source, and starts as wide as the file says', async () => {
  const few = { ...search, starts: 3, windowStarts: 1 };
  const here = await landscapeRuns({ toyNeurons: 2 }, few, 1);
  expect(JSON.stringify(await exploreLandscape(toyProblem(), few))).toBe(JSON.stringify(here));
  const wider = await landscapeRuns({ toyNeurons: 2 }, { ...few, spread: 2 }, 1);
  expect(JSON.stringify(wider.starts)).not.toBe(JSON.stringify(here.starts));
});

it('refuses what is no landscape, in one sentence', async () => {
  expect(() => problemOf(sourceOf({ layers: [{ width: 1 }] }))).toThrow(/expected at least one hidden layer/);
  expect(() => problemOf(sourceOf({ layers: [{ width: 60, activation: 'tanh' }, { width: 1 }] }))).toThrow(/got 200 target values for 241 parameters/);
  expect(() => problemOf(sourceOf({ layers: [{ width: 200, activation: 'tanh' }, { width: 1 }] }))).toThrow(/got 801 parameters: expected at most 600/);
  const { plan, data } = sourceOf({});
  const large = { ...data, samples: { ...data.samples!, targets: data.samples!.targets.map((value) => 1e6 * value) } };
  expect(() => problemOf({ plan, data: large })).toThrow(/got targets with a root mean square of .*: expected at most 100/);
  await expect(exploreLandscape(toyProblem(), { ...search, windows: [0] })).rejects.toThrow(UsageError);
  await expect(exploreLandscape(toyProblem(), { ...search, noises: [2] })).rejects.toThrow(/got a read noise of 2: expected more than 0 and less than 1/);
}); // prettier-ignore

it('says so where every loss is no number', async () => {
  const { network, objective } = toyProblem();
  const broken = {
    size: objective.size,
    value: () => NaN,
    gradient: (_: Float64Array, slope: Float64Array) => (slope.fill(NaN), NaN),
    hessian: (_: Float64Array, slope: Float64Array, hessian: Float64Array) => (
      slope.fill(NaN),
      hessian.fill(NaN),
      NaN
    ),
  };
  await expect(exploreLandscape({ network, objective: broken }, search)).rejects.toThrow(
    /the loss is no number from any of 30 starts/,
  );
});

it('puts losses within a thousandth on one level', () => {
  const levels = lossLevels([{ loss: 1.0009 }, { loss: 1 }, { loss: 1.002 }, { loss: 0 }, { loss: 1e-25 }]);
  expect(levels.map(({ points }) => points.length)).toEqual([2, 2, 1]);
});
