import { isSimulated } from '../experiment/board/board-port.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { assemble } from '../experiment/assemble.js';
import { printableTree } from '../core/printable.js';
import type { Engine } from '../experiment/engine.js';
import type { Experiment } from '../experiment/experiment.js';
import { runSeed } from '../experiment/seed-run.js';
import { taskOf } from '../experiment/weights.js';
import { CompiledCondition } from '../kernel/compiled-condition.js';
import { areLoaded } from './load-plugins.js';
import { enginesOf } from './manifest.js';
import { readChecked } from './read-checked.js';
import { type Run } from './run-directory.js';
import { writeWhole } from './write-whole.js';
import { traceForm, type ConditionTrace, type Trace } from './trace.js';

/** A run with more conditions gets no trace: it would take long, and the figure would be too full to read. */
const MAXIMUM_CONDITIONS = 4;

/** Squares along a side of the plane; the edges of the water maze's wall lie between squares. */
const SQUARES = 24;

/** Share of the episodes, from the end, whose visits are counted. */
const COUNTED = 0.1;

/** The trace of a run from its directory. The first call computes the trace and writes it there. @param into another directory to write it to */
export async function runTrace(run: Run, into = run.directory): Promise<Trace | undefined> {
  const { conditions, board } = run.experiment;
  // A run on a board cannot be repeated.
  if (conditions.length > MAXIMUM_CONDITIONS || (board && !isSimulated(board.port))) return undefined;
  const path = join(run.directory, 'trace.json');
  if (existsSync(path)) return printableTree(readChecked(path, traceForm));
  if (!areLoaded(run.manifest.plugins)) return undefined;
  const { grid, states } = taskOf(run.experiment);
  // Without places there is nothing to draw.
  if (!grid && !states) return undefined;
  const trace = await firstSeedTraced(run);
  writeWhole(join(into, 'trace.json'), `${JSON.stringify(trace)}\n`);
  return trace;
}

async function firstSeedTraced({ experiment, devices, manifest }: Run): Promise<Trace> {
  const { firstSeed: seed, episodes } = experiment;
  const chosen = [...new Set([1, Math.ceil(episodes / 10), episodes])];
  const conditions = [];
  for (const [condition, engine] of enginesOf(manifest).entries())
    conditions.push(await traceSeed(experiment, condition, seed, devices.devices, chosen, engine));
  return { seed, conditions };
}

/** Runs one seed of a condition again, with the engine that it had, and records its paths in the given episodes, numbered from 1. */
export async function traceSeed(
  experiment: Experiment,
  condition: number,
  seed: number,
  fits: readonly DeviceFit[],
  episodes: readonly number[],
  engine: Engine,
): Promise<ConditionTrace> {
  const tracks = new Tracks(experiment, episodes);
  const run = engine === 'wasm' ? followCompiled : followParts;
  const truncated = await run(experiment, condition, seed, fits, tracks);
  return {
    name: experiment.conditions[condition].name,
    trajectories: episodes.map((episode) => ({
      episode,
      truncated: truncated[episode - 1] === 1,
      places: tracks.places.get(episode)!,
    })),
    occupancy: { from: tracks.from, to: experiment.episodes, visits: [...tracks.visits] },
  };
}

/** @returns 1 for each episode that the step limit ended */
async function followParts(
  experiment: Experiment,
  condition: number,
  seed: number,
  fits: readonly DeviceFit[],
  tracks: Tracks,
): Promise<Uint8Array> {
  const make = assemble(experiment, experiment.conditions[condition], fits, ({ value }, step) => {
    if (!step) tracks.begin();
    if (!step?.forced) tracks.enter(value);
  });
  return (await runSeed(experiment, condition, seed, make(seed))).truncated;
}

function followCompiled(
  experiment: Experiment,
  condition: number,
  seed: number,
  fits: readonly DeviceFit[],
  tracks: Tracks,
): Uint8Array {
  const run = new CompiledCondition(experiment, condition, fits, 1, true);
  const moves = new Int32Array(1);
  const truncated = new Uint8Array(experiment.episodes);
  run.begin(seed);
  for (let episode = 0; episode < experiment.episodes; episode++) {
    run.advance(moves, truncated.subarray(episode, episode + 1));
    tracks.begin();
    if (tracks.isWanted()) for (const place of run.trail()) tracks.enter(place);
  }
  return truncated;
}

/** Records places of a run while it goes on. */
class Tracks {
  readonly places: ReadonlyMap<number, number[][]>;
  readonly from: number;
  readonly visits: Uint32Array;
  private readonly bin: (place: ArrayLike<number>) => number;
  private episode = 0;

  constructor(experiment: Experiment, chosen: readonly number[]) {
    const { episodes } = experiment;
    const { grid, cells } = taskOf(experiment);
    this.places = new Map(chosen.map((episode) => [episode, []]));
    this.from = episodes + 1 - Math.max(1, Math.floor(COUNTED * episodes));
    this.visits = new Uint32Array(grid ? SQUARES ** 2 : cells);
    this.bin = grid ? (place) => squareOf(place[0], place[1], grid.extent) : (place) => place[0];
  }

  /** The next episode begins. */
  begin(): void {
    this.episode++;
  }

  /** Whether anything of the present episode is recorded. */
  isWanted(): boolean {
    return this.places.has(this.episode) || this.episode >= this.from;
  }

  enter(place: ArrayLike<number>): void {
    this.places.get(this.episode)?.push(Array.from(place));
    if (this.episode >= this.from) this.visits[this.bin(place)]++;
  }
}

function squareOf(x: number, y: number, extent: number): number {
  const along = (s: number) =>
    Math.min(Math.max(Math.floor((s / extent + 1) * (SQUARES / 2)), 0), SQUARES - 1);
  return along(y) * SQUARES + along(x);
}
