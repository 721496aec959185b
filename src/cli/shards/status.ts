import { Command } from 'commander';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { shellWord } from '../../core/shell-word.js';
import { isAdaptive } from '../../runs/adaptive/adaptive-file.js';
import { tellAdaptive } from '../adaptive/tell-adaptive.js';
import { readForeignManifest } from '../../runs/manifest.js';
import { isRun } from '../../runs/run-directory.js';
import { findShards } from '../../runs/shards/find-shards.js';
import { stateOf, type RunState } from '../../runs/shards/shard-state.js';
import { runsOf } from '../../runs/shards/shard.js';
import { experimentIn } from '../../runs/run-directory.js';
import { numberRanges } from '../text/number-ranges.js';
import { jsonOption } from '../run-options.js';

/** How far the shards of a run are. */
interface Status {
  readonly shards: number;
  readonly done: number;
  readonly running: number;
  readonly stopped: number;
  readonly failed: number;
  /** numbers of the shards that have not begun */
  readonly notBegun: readonly number[];
  readonly runsDone: number;
  readonly runs: number;
  readonly places: readonly (RunState & { readonly number: number })[];
}

const HELP = `
A shard is done, running, stopped (it can go on), failed, or has not begun. "Running" means that its process has shown a
sign of life within the last minute.

Example:
  memloop status parts`;

/** `memloop status`: how far the shards of a run are. */
export function statusCommand(): Command {
  return new Command('status')
    .argument(
      '<dirs...>',
      'directory of a run or an adaptive sweep, or directories of shards or with shards in them',
    )
    .addOption(jsonOption('the status'))
    .addHelpText('after', HELP)
    .action((given: string[], { json }: { json?: boolean }) => {
      const paths = given.map(partsOf);
      if (paths.every(isEmpty)) return tellNone(paths, json);
      if (paths.length === 1 && isAdaptive(paths[0])) return tellAdaptive(paths[0], json);
      if (paths.length === 1 && isWhole(paths[0])) return tellRun(paths[0], json);
      const status = statusOf(paths);
      process.stdout.write(json ? `${JSON.stringify(status)}\n` : textOf(status));
    });
}

/** Where the shards of a study for Slurm are; another directory itself. */
function partsOf(path: string): string {
  return existsSync(join(path, 'submit.sh')) ? join(path, 'parts') : path;
}

function isEmpty(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory() && readdirSync(path).length === 0;
}

function tellNone(paths: readonly string[], json?: boolean): void {
  const text = `no shard has begun in ${paths.join(', ')}\n`;
  process.stdout.write(json ? `${JSON.stringify({ done: 0, running: 0, places: [] })}\n` : text);
}

function isWhole(path: string): boolean {
  return isRun(path) && readForeignManifest(path).shard === undefined;
}

function tellRun(directory: string, json?: boolean): void {
  const state = stateOf(directory, readForeignManifest(directory));
  if (json) return void process.stdout.write(`${JSON.stringify(state)}\n`);
  const next = state.state === 'stopped' ? `; go on with: memloop resume ${shellWord(directory)}` : '';
  process.stdout.write(`${state.state}: ${ofRuns(state.done, state.of)} in ${directory}${next}\n`);
}

function statusOf(paths: readonly string[]): Status {
  const found = findShards(paths);
  const [{ manifest, shard }] = found;
  const places = found.map((place) => ({
    number: place.shard.number,
    ...stateOf(place.directory, place.manifest),
  }));
  const begun = new Set(places.map(({ number }) => number));
  const inState = (state: RunState['state']) => places.filter((place) => place.state === state).length;
  return {
    shards: shard.of,
    done: inState('done'),
    running: inState('running'),
    stopped: inState('stopped'),
    failed: inState('failed'),
    notBegun: Array.from({ length: shard.of }, (_, i) => i + 1).filter((number) => !begun.has(number)),
    runsDone: places.reduce((sum, { done }) => sum + done, 0),
    runs: runsOf(experimentIn(manifest)).count,
    places,
  };
}

function textOf({ shards, runsDone, runs, notBegun, places, ...counts }: Status): string {
  const states = (['done', 'running', 'stopped', 'failed'] as const).map((state) => [counts[state], state] as const);
  const parts = [...states, [notBegun.length, 'not begun'] as const].filter(([count]) => count > 0);
  const lines = [`${ofRuns(runsDone, runs)} done; ${shards} shards: ${parts.map(([count, state]) => `${count} ${state}`).join(', ')}`];
  for (const { number, state, done, of, directory, error } of places) {
    if (state === 'done') continue;
    const next = state === 'running' ? '' : `; go on with: memloop resume ${shellWord(directory)}`;
    lines.push(`  shard ${number}: ${state}, ${ofRuns(done, of)}${error ? ` (${error})` : ''}${next}`);
  }
  if (notBegun.length > 0) lines.push(`  not begun: ${numberRanges(notBegun)}`);
  return `${lines.join('\n')}\n`;
} // prettier-ignore

function ofRuns(done: number, of: number): string {
  return `${done} of ${of} runs`;
}
