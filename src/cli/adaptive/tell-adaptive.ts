import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readForeignManifest } from '../../runs/manifest.js';
import { isRun } from '../../runs/run-directory.js';
import { stateOf, type RunState } from '../../runs/shards/shard-state.js';

/** Prints how far an adaptive sweep is: in which round, and how many of its runs are done. */
export function tellAdaptive(directory: string, json?: boolean): void {
  const round = lastRound(directory);
  const place = join(directory, 'rounds', String(round));
  const { state, done, of } = statusOf(directory, place, round);
  if (json) return void process.stdout.write(`${JSON.stringify({ directory, state, round, done, of })}\n`);
  const next = state === 'stopped' ? `; go on with: memloop resume ${directory}` : '';
  const where = round === 0 ? 'no round has begun' : `round ${round}, ${done} of ${of} of its runs`;
  process.stdout.write(`${state}: ${where} in ${directory}${next}\n`);
}

/** The number of the last round that has begun; 0 if none has. */
function lastRound(directory: string): number {
  let round = 0;
  while (isRun(join(directory, 'rounds', String(round + 1)))) round++;
  return round;
}

/** The sweep is done when its table is there; between two rounds it counts as stopped. */
function statusOf(directory: string, place: string, round: number): Pick<RunState, 'state' | 'done' | 'of'> {
  if (round === 0) return { state: 'stopped', done: 0, of: 0 };
  const { state, done, of } = stateOf(place, readForeignManifest(place));
  const isOver = existsSync(join(directory, 'combinations.csv'));
  return { state: state === 'done' && !isOver ? 'stopped' : state, done, of };
}
