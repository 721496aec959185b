import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { dot, meanOf } from '../../core/maths/vectors.js';
import type { RandomStream } from '../../core/random-stream.js';
import { normalShare } from '../../core/normal-distribution.js';
import { coordinates, near, spread, type Point, type Space } from './search-space.js';

/** A point with its scores. */
export interface Scored {
  readonly point: Point;
  readonly scores: readonly number[];
}

/** Length scale of the surrogate, as a share of each range. */
const LENGTH = 0.4;
/** Scores above this quantile are all bad: how bad teaches nothing about where the best are. */
const BAD = 0.75;
/** Relative noise of a single score, where nothing is known of it. */
const UNKNOWN_NOISE = 0.1;
/** Candidates for each new point: evenly spread ones, and as many near the best. */
const CANDIDATES = 150;
const DISTANCES = [0.2, 0.1, 0.05];
/** What keeps the matrix of a surrogate invertible. */
const JITTER = 1e-4;

/**
 * New points for a search: each has the largest expected improvement (Jones, Schonlau and Welch, J. Glob. Optim. 13, 1998) under
 * a Gaussian process of the logarithm of the mean scores. A new point enters the process with its own prediction, so that the
 * next one lies elsewhere (Ginsbourger, Le Riche and Carraro, 2010).
 *
 * @param trials all that was tried; @param best the best of them, near which candidates lie
 */
export function promising(
  space: Space,
  trials: readonly Scored[],
  best: readonly Scored[],
  count: number,
  random: RandomStream,
): Point[] {
  const known = observations(trials);
  return Array.from({ length: count }, () => {
    const predict = gaussianProcess(space, known);
    const lowest = Math.min(...known.map(({ point }) => predict(point).mean));
    const candidates = [
      ...spread(space, CANDIDATES, random),
      ...Array.from({ length: CANDIDATES }, (_, i) =>
        near(space, best[i % best.length].point, DISTANCES[i % DISTANCES.length], random),
      ),
    ];
    const fresh = candidates.filter((point) => !known.some((one) => isSame(one.point, point)));
    const next = mostPromising(fresh.length > 0 ? fresh : candidates, (point) =>
      improvement(predict(point), lowest),
    );
    known.push({ point: next, value: predict(next).mean, variance: 0 });
    return next;
  });
}

/** A score of the process: standardised, with the variance of its own noise. */
interface Observation {
  readonly point: Point;
  readonly value: number;
  readonly variance: number;
}

interface Prediction {
  readonly mean: number;
  readonly deviation: number;
}

function observations(trials: readonly Scored[]): Observation[] {
  const logarithms = trials.map(({ scores }) => Math.log(meanOf(scores)));
  const cap = logarithms.toSorted((a, b) => a - b)[Math.floor(BAD * (logarithms.length - 1))];
  const values = logarithms.map((value) => Math.min(value, cap));
  const mean = meanOf(values);
  const spreadOfValues = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2))) || 1;
  const noise = relativeNoise(trials);
  return trials.map(({ point, scores }, i) => ({
    point,
    value: (values[i] - mean) / spreadOfValues,
    variance: (noise / spreadOfValues) ** 2 / scores.length,
  }));
}

/** Standard deviation of a score about the mean of its point, as a share of it: the median over points. */
function relativeNoise(trials: readonly Scored[]): number {
  const deviations = trials
    .filter(({ scores }) => scores.length > 1)
    .map(({ scores }) => {
      const mean = meanOf(scores);
      const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
      return Math.sqrt(squares / (scores.length - 1)) / mean;
    })
    .sort((a, b) => a - b);
  return deviations[deviations.length >> 1] ?? UNKNOWN_NOISE;
}

/** The prediction of a Gaussian process with a squared-exponential kernel of unit variance (Rasmussen and Williams 2006, eqs. 2.25 and 2.26). */
function gaussianProcess(space: Space, known: readonly Observation[]): (point: Point) => Prediction {
  const size = known.length;
  const places = known.map(({ point }) => coordinates(space, point));
  const matrix = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const value = covariance(places[i], places[j]) + (i === j ? known[i].variance + JITTER : 0);
      matrix.set(i, j, value).set(j, i, value);
    }
  const inverse = new CholeskyDecomposition(matrix).solve(Matrix.eye(size)).to2DArray();
  const values = known.map(({ value }) => value);
  const weights = inverse.map((row) => dot(row, values));
  return (point) => {
    const place = coordinates(space, point);
    const beside = places.map((other) => covariance(other, place));
    let explained = 0;
    for (let i = 0; i < size; i++) explained += beside[i] * dot(inverse[i], beside);
    return { mean: dot(weights, beside), deviation: Math.sqrt(Math.max(1 - explained, 1e-9)) };
  };
}

function covariance(a: readonly number[], b: readonly number[]): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i] - b[i]) ** 2;
  return Math.exp(-squares / (2 * LENGTH * LENGTH));
}

/** The expected improvement on the lowest value. */
function improvement({ mean, deviation }: Prediction, lowest: number): number {
  const z = (lowest - mean) / deviation;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return deviation * (z * normalShare(z) + density);
}

function isSame(a: Point, b: Point): boolean {
  return Object.entries(a).every(([name, value]) => b[name] === value);
}

function mostPromising(points: readonly Point[], worth: (point: Point) => number): Point {
  const worths = points.map(worth);
  return points[worths.indexOf(Math.max(...worths))];
}
