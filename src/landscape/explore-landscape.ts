import { RunError, UsageError } from '../core/errors.js';
import { doJob, type JobAnswer, type LandscapeJob, type Workforce } from './landscape-jobs.js';
import type { LandscapeProblem } from './landscape-problem.js';
import type { LandscapeSearch } from './landscape-search.js';
import type { ExploredStart } from './search/explore-start.js';
import { splitLines, type SplitPoint } from './split/split-line.js';
import { splitNeuron } from './split/split-neuron.js';
import type { WindowBest } from './window/best-in-window.js';

/** What a landscape holds. */
export interface Landscape {
  readonly starts: readonly ExploredStart[];
  /** without noise, then with each noise, over windows */
  readonly windows: readonly WindowBest[];
  readonly splits: readonly SplitPoint[];
  /** lowest minimum of the network with one neuron less; undefined where none was found */
  readonly narrowLoss?: number;
  /** inputs of a neuron of the first layer, its bias included */
  readonly rowLength: number;
  /** neurons of each hidden layer */
  readonly widths: readonly number[];
}

/**
 * Explores a landscape: ends of many starts, lines of split neurons, and the best loss over the window. The same every time, by whoever does
 * the jobs. @throws UsageError for numbers of a search that are none
 */
export async function exploreLandscape(
  problem: LandscapeProblem,
  search: LandscapeSearch,
  work: Workforce = alone(problem, search),
): Promise<Landscape> {
  const { starts, firstSeed } = search;
  const windows = checked(search.windows, 'a window', Infinity).sort((a, b) => a - b);
  const noises = [0, ...checked(search.noises, 'a read noise', 1)];
  const follow = (isNarrow: boolean) =>
    Array.from({ length: starts }, (_, k) => ({ seed: firstSeed + k, isNarrow }));
  const ends = await work([...follow(false), ...(problem.narrow ? follow(true) : [])]);
  if (ends.slice(0, starts).every(({ kind }) => kind === 'not finite'))
    throw new RunError(
      `the loss is no number from any of ${starts} starts: expected finite ones; scale the data, or take a smaller spread`,
    );
  const narrow = ends.slice(starts).filter(({ kind }) => kind === 'minimum').sort((a, b) => a.loss - b.loss).at(0);
  const given = narrow ? [withSleeper(problem, narrow.parameters)] : [];
  const points = await work(noises.flatMap((noise) => windows.map((window) => ({ window, noise, given }))));
  const [clean] = noises.map((noise) => points.filter((point) => point.noise === noise));
  const curves = await work(
    noises.map((noise) => ({ noise, points: points.filter((point) => point.noise === noise), clean })),
  );
  return {
    starts: ends.slice(0, starts),
    windows: curves.flat(),
    splits: narrow ? splitLines(problem.narrow!, problem, narrow.parameters) : [],
    ...(narrow && { narrowLoss: narrow.loss }),
    rowLength: problem.network.layers[0].rowLength,
    widths: problem.network.layers.slice(0, -1).map(({ width }) => width),
  };
} // prettier-ignore

/** Does all jobs here, one after the other. */
function alone(problem: LandscapeProblem, search: LandscapeSearch): Workforce {
  return async <Job extends LandscapeJob>(jobs: readonly Job[]) =>
    jobs.map((job) => doJob(problem, search, job) as JobAnswer<Job>);
}

/** A point of the narrow network in the wide one, with a neuron whose weights are all 0. */
function withSleeper({ narrow }: LandscapeProblem, parameters: Float64Array): Float64Array {
  const split = splitNeuron(narrow!.network, parameters, 0, 0, 1);
  const { first, rowLength } = split.network.layers[0];
  return split.parameters.fill(0, first + rowLength, first + 2 * rowLength);
}

function checked(values: readonly number[], what: string, below: number): number[] {
  for (const value of values)
    if (!(value > 0 && value < below))
      throw new UsageError(`got ${what} of ${value}: expected more than 0${below < Infinity ? ` and less than ${below}` : ''}`);
  return [...new Set(values)];
} // prettier-ignore
