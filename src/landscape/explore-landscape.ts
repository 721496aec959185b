import { RandomStream } from '../core/random-stream.js';
import type { LandscapeProblem } from './landscape-problem.js';
import { exploreStart, type ExploredStart } from './search/explore-start.js';
import { splitLines, type SplitPoint } from './split/split-line.js';
import { bestInWindow, bestUnderNoise, type WindowBest } from './window/best-in-window.js';

/** How a landscape is looked at. */
export interface LandscapeSearch {
  readonly starts: number;
  readonly firstSeed: number;
  /** largest sizes that weights may have */
  readonly windows: readonly number[];
  /** standard deviations of a read, as shares of the window */
  readonly noises: readonly number[];
}

/** What a landscape holds. */
export interface Landscape {
  readonly starts: readonly ExploredStart[];
  /** without noise, then with each noise, over windows */
  readonly windows: readonly WindowBest[];
  readonly splits: readonly SplitPoint[];
  /** lowest loss of the network with one neuron less */
  readonly narrowLoss?: number;
}

const WINDOW_STARTS = 12;

/** Explores a landscape: ends of many starts, lines of split neurons, and the best loss over the window. The same every time. */
export function exploreLandscape(problem: LandscapeProblem, { starts, firstSeed, windows, noises }: LandscapeSearch): Landscape {
  const follow = (of: LandscapeProblem, purpose: string) =>
    Array.from({ length: starts }, (_, k) => {
      const start = new Float64Array(of.network.size);
      new RandomStream(`${firstSeed + k}/landscape ${purpose}`).normals(start, start.length);
      return exploreStart(of, start, firstSeed + k);
    });
  const ends = follow(problem, 'start');
  const narrow = problem.narrow && follow(problem.narrow, 'narrow start').filter(({ kind }) => kind === 'minimum').toSorted((a, b) => a.loss - b.loss)[0];
  let from: Float64Array[] = [];
  const bests = [...windows].sort((a, b) => a - b).flatMap((window) => {
    const clean = bestInWindow(problem.objective, window, WINDOW_STARTS, firstSeed, from);
    from = [clean.parameters];
    return [clean, ...noises.map((noise) => bestUnderNoise(problem.objective, window, noise, from))];
  });
  return {
    starts: ends,
    windows: bests,
    splits: narrow ? splitLines(problem.narrow!, problem, narrow.parameters) : [],
    ...(narrow && { narrowLoss: narrow.loss }),
  };
} // prettier-ignore
