// How the bench measures: each measurement in a process of its own, on one core.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How often a measurement is repeated. */
const ROUNDS = 5;

/** The path of a file of the bench. */
export const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A directory for files of this run, removed at its end. */
export const scratch = mkdtempSync(join(tmpdir(), 'memloop-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const hasTaskset = spawnSync('taskset', ['--version']).status === 0;

/** What a program prints, run on the last core where the system can hold it there. */
export function onOneCore(program, args) {
  const command = hasTaskset
    ? ['taskset', '-c', String(availableParallelism() - 1), program, ...args]
    : [program, ...args];
  return execFileSync(command[0], command.slice(1), {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 30,
  }).toString();
}

/** What a job of the bench prints. @param job file in jobs/ */
export function measured(job, settings) {
  return JSON.parse(onOneCore(process.execPath, [here(`jobs/${job}.mjs`), JSON.stringify(settings)]));
}

/**
 * The lowest result of each measurement. They take turns, so that a busy minute of the machine falls on all of them.
 *
 * @param measurements functions by name that return a number; one that is undefined stays undefined
 */
export function lowest(measurements, rounds = ROUNDS) {
  const present = Object.entries(measurements).filter(([, measurement]) => measurement);
  const best = Object.fromEntries(present.map(([name]) => [name, Infinity]));
  for (let round = 0; round < rounds; round++)
    for (const [name, measurement] of present) best[name] = Math.min(best[name], measurement());
  return best;
}

/** Cores, processor and Node.js. */
export function machine() {
  return `${cpus().length} × ${cpus()[0].model.trim()}, Node.js ${process.version}`;
}

/** The commit, and whether files differ from it. */
export function commit() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: here('..') })
      .toString()
      .trim();
  const changed = git('status', '--porcelain', '--', ':!bench/RESULTS.md') !== '';
  return git('rev-parse', '--short', 'HEAD') + (changed ? ' with changes' : '');
}
