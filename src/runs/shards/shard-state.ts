import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../../experiment/experiment.js';
import { seedsLayout } from '../layout.js';
import { LineReader } from '../line-reader.js';
import { isTaken } from '../lock.js';
import { experimentIn } from '../run-directory.js';
import { writeWhole } from '../write-whole.js';
import type { Manifest } from '../manifest.js';
import { runsOf } from './shard.js';

/** How far a run or a shard is. */
export interface RunState {
  readonly directory: string;
  readonly state: 'done' | 'running' | 'failed' | 'stopped';
  /** finished runs, and how many there are to be */
  readonly done: number;
  readonly of: number;
  /** why it failed */
  readonly error?: string;
}

/** Why the last attempt at a shard failed. */
const ERROR_FILE = 'error.txt';

/** How far the run in a directory is. It counts finished runs and does not check them. */
export function stateOf(directory: string, manifest: Manifest): RunState {
  const experiment: Pick<Experiment, 'seeds' | 'conditions'> = experimentIn(manifest);
  const { count: of } = runsOf(experiment, manifest.shard);
  const done = Math.min(finishedRuns(directory), of);
  const error = errorIn(directory);
  const at = { directory, done, of };
  if (done === of) return { ...at, state: 'done' };
  if (isTaken(directory)) return { ...at, state: 'running' };
  return error === undefined ? { ...at, state: 'stopped' } : { ...at, state: 'failed', error };
}

function finishedRuns(directory: string): number {
  const path = join(directory, seedsLayout([]).file);
  if (!existsSync(path)) return 0;
  const lines = new LineReader(path);
  try {
    return Math.max(0, lines.count() - 1);
  } finally {
    lines.close();
  }
}

function errorIn(directory: string): string | undefined {
  const path = join(directory, ERROR_FILE);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/** Keeps why a shard failed, for who asks how far it is. */
export function noteError(directory: string, error: Error): void {
  writeWhole(join(directory, ERROR_FILE), `${error.message}\n`);
}

/** Forgets why an earlier attempt failed. */
export function forgetError(directory: string): void {
  rmSync(join(directory, ERROR_FILE), { force: true });
}
