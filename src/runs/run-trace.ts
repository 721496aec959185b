import { isSimulated } from '../experiment/board/board-port.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceFit } from '../../devices/files/device-form.js';
import type { Step } from '../../envs/environment.js';
import type { Observation } from '../core/observation.js';
import { assemble } from '../experiment/assemble.js';
import type { Experiment } from '../experiment/experiment.js';
import { runSeed } from '../experiment/seed-run.js';
import { taskOf } from '../experiment/weights.js';
import { areLoaded } from './load-plugins.js';
import { readChecked } from './read-checked.js';
import { writeWhole, type Run } from './run-directory.js';
import { traceForm, type ConditionTrace, type Trace } from './trace.js';

/** A run with more conditions gets no trace: it would take long, and the figure would be too full to read. */
const MAXIMUM_CONDITIONS = 4;

/** Squares along a side of the plane; the edges of the water maze's wall lie between squares. */
const SQUARES = 24;

/** Share of the episodes, from the end, whose visits are counted. */
const COUNTED = 0.1;

/** The trace of a run from its directory. The first call computes the trace and writes it there. */
export async function runTrace(run: Run): Promise<Trace | undefined> {
  const { conditions, board } = run.experiment;
  // A run on a board cannot be repeated.
  if (conditions.length > MAXIMUM_CONDITIONS || (board && !isSimulated(board.port))) return undefined;
  const path = join(run.directory, 'trace.json');
  if (existsSync(path)) return readChecked(path, traceForm);
  if (!areLoaded(run.manifest.plugins)) return undefined;
  const { grid, states } = taskOf(run.experiment);
  // Without places there is nothing to draw.
  if (!grid && !states) return undefined;
  const trace = await firstSeedTraced(run);
  writeWhole(path, `${JSON.stringify(trace)}\n`);
  return trace;
}

async function firstSeedTraced({ experiment, devices }: Run): Promise<Trace> {
  const { firstSeed: seed, conditions: compared, episodes } = experiment;
  const chosen = [...new Set([1, Math.ceil(episodes / 10), episodes])];
  const conditions = [];
  for (const condition of compared.keys())
    conditions.push(await traceSeed(experiment, condition, seed, devices.devices, chosen));
  return { seed, conditions };
}

/** Runs one seed of a condition again, and records its paths in the given episodes, numbered from 1. */
export async function traceSeed(
  experiment: Experiment,
  condition: number,
  seed: number,
  fits: readonly DeviceFit[],
  episodes: readonly number[],
): Promise<ConditionTrace> {
  const tracks = new Tracks(experiment, episodes);
  const chosen = experiment.conditions[condition];
  const make = assemble(experiment, chosen, fits, tracks.watch);
  const { truncated } = await runSeed(experiment, condition, seed, make(seed));
  return {
    name: chosen.name,
    trajectories: episodes.map((episode) => ({
      episode,
      truncated: truncated[episode - 1] === 1,
      places: tracks.places.get(episode)!,
    })),
    occupancy: { from: tracks.from, to: experiment.episodes, visits: [...tracks.visits] },
  };
}

/** Records places of a run while it goes on. */
class Tracks {
  readonly places: ReadonlyMap<number, number[][]>;
  readonly from: number;
  readonly visits: Uint32Array;
  private readonly bin: (place: Float64Array) => number;
  private episode = 0;

  constructor(experiment: Experiment, chosen: readonly number[]) {
    const { episodes } = experiment;
    const { grid, cells } = taskOf(experiment);
    this.places = new Map(chosen.map((episode) => [episode, []]));
    this.from = episodes + 1 - Math.max(1, Math.floor(COUNTED * episodes));
    this.visits = new Uint32Array(grid ? SQUARES ** 2 : cells);
    this.bin = grid ? (place) => squareOf(place, grid.extent) : ([state]) => state;
  }

  readonly watch = ({ value }: Observation, step?: Step): void => {
    if (!step) this.episode++;
    if (step?.forced) return;
    this.places.get(this.episode)?.push([...value]);
    if (this.episode >= this.from) this.visits[this.bin(value)]++;
  };
}

function squareOf([x, y]: Float64Array, extent: number): number {
  const along = (s: number) =>
    Math.min(Math.max(Math.floor((s / extent + 1) * (SQUARES / 2)), 0), SQUARES - 1);
  return along(y) * SQUARES + along(x);
}
