import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readChecked } from './read-checked.js';
import { writeWhole, type Run } from './run-directory.js';
import { taskOf } from '../experiment/weights.js';
import { traceSeed } from './trace-seed.js';
import { traceForm, type Trace } from './trace.js';

/** Runs with more conditions are not traced: it would take long, and nobody compares so many ways. */
const MOST_CONDITIONS = 4;

/** A run's trace, as its directory holds it; the first time it is made, and kept there. */
export async function runTrace(run: Run): Promise<Trace | undefined> {
  const { conditions, board } = run.experiment;
  const { grid, states } = taskOf(run.experiment);
  // Without places there is nothing to draw.
  if (!grid && !states) return undefined;
  // What happened on a board does not happen again.
  if (conditions.length > MOST_CONDITIONS || (board && board.port !== 'simulated')) return undefined;
  const path = join(run.directory, 'trace.json');
  if (existsSync(path)) return readChecked(path, traceForm);
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
