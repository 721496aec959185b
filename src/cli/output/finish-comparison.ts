import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cellsOf, type Cell } from '../../analysis/compare/cells.js';
import type { DeviceFile } from '../../../devices/files/device-form.js';
import type { Contest } from '../../analysis/compare/contest.js';
import { planOf } from '../../analysis/compare/plan-comparison.js';
import { roundsFor, runsOf, type Found } from '../../analysis/tuning/search.js';
import { searchSize } from '../../analysis/tuning/search-size.js';
import { TrialRecord } from '../../analysis/tuning/trial-record.js';
import { tuneContest, type Tuning, type TuningEvent } from '../../analysis/tuning/tune-contest.js';
import { UsageError } from '../../core/errors.js';
import { placementRemark } from '../../experiment/weights.js';
import { pluginsOf } from '../../runs/load-plugins.js';
import { lock } from '../../runs/lock.js';
import { createRun, reservedDevices, reserveRun, type Run } from '../../runs/run-directory.js';
import { StoppedRun, type RunEvent } from '../../runs/runner.js';
import { isTuned, writeTuning } from '../../runs/tuning-file.js';
import type { LivePage } from '../../live/live-page.js';
import { rxjsLibrary } from '../../telemetry/rxjs-library.js';
import { onInterrupt } from '../on-interrupt.js';
import { remark } from '../run-options.js';
import { finishOn, type RunOptions } from './finish-run.js';
import { duration, showProgress } from './show-progress.js';
import { warnOfDevices } from './warn-of-devices.js';
import { withLivePage } from './with-live-page.js';

/** Tunes the schemes of a contest where that is wanted, runs the verdict in a directory, and reports it. */
export async function finishComparison(
  directory: string,
  contest: Contest,
  options: RunOptions,
): Promise<void> {
  await withLivePage(options, async (page) =>
    finishOn(page, await beginComparison(directory, contest, options, page), options),
  );
}

/** Tunes the schemes of a contest, and says how to go on. @throws UsageError if nothing is to be tuned */
export async function tuneOnly(directory: string, contest: Contest, options: RunOptions): Promise<void> {
  if (searchSize(contest.tuning) === 0) throw new UsageError('--tune-only requires a tuning: expected --tune quick or --tune full');
  await withLivePage(options, async (page) => {
    await planned(directory, contest, options, page);
    return undefined;
  });
  process.stdout.write(
    `The tuning is in ${directory}. Next: memloop resume ${directory}, or for shards: the same command with --tuned ${directory} --shard 1/4 in place of --tune-only --out\n`,
  );
} // prettier-ignore

/** The run of a verdict, ready to begin: with tuned schemes where that is wanted. A tuning that was interrupted goes on. */
export async function beginComparison(
  directory: string,
  contest: Contest,
  options: RunOptions,
  page?: LivePage,
): Promise<Run> {
  const { experiment, comparison, devices } = await planned(directory, contest, options, page);
  return announced(createRun(directory, experiment, { comparison }, devices));
}

/** The plan of a verdict, and the devices that were kept for it. A comparison that is to be tuned is tuned in the directory. */
export async function planned(
  directory: string,
  contest: Contest,
  options: RunOptions,
  page?: LivePage,
): Promise<Planned> {
  const effort = searchSize(contest.tuning);
  if (effort === 0) return planOf(contest, cellsOf(contest, false));
  const plan = await tuned(directory, contest, effort, options, page);
  return { ...plan, devices: reservedDevices(directory) };
}

type Planned = ReturnType<typeof planOf> & { readonly devices?: DeviceFile };

function announced(run: Run): Run {
  remark(placementRemark(run.experiment, run.devices.devices));
  warnOfDevices(run.experiment);
  return run;
}

async function tuned(
  directory: string,
  contest: Contest,
  effort: number,
  { workers }: RunOptions,
  page?: LivePage,
) {
  const cells = cellsOf(contest, true);
  const { experiment } = planOf(contest, cells);
  const devices = isTuned(directory) ? reservedDevices(directory) : reserveRun(directory, experiment);
  const release = lock(directory);
  try {
    const plugins = pluginsOf(experiment);
    writeTuning(directory, { contest, plugins });
    const record = new TrialRecord(join(directory, 'trials.jsonl'));
    const rounds = contest.rounds ?? roundsFor(experiment.seeds, effort);
    const data = { experiment: { ...experiment, conditions: [] }, devices, plugins, budget: contest.budget };
    const found = await watched({ contest, cells, rounds, record, data }, directory, workers, page);
    writeTuning(directory, { contest, plugins }, searchesOf(cells, found));
    return planOf(contest, cells, found);
  } finally {
    release();
  }
}

/** What each search looked through, and what it found. */
function searchesOf(cells: readonly Cell[], found: readonly Found[]): object[] {
  return found.map(({ best, edge, space, trials }, i) => {
    const { scheme, bank, noise, start } = cells[i];
    return { scheme, bank, noise, space, default: start, best, edge, points: trials.length };
  });
}

/** Carries out a tuning with a progress display. @throws StoppedRun if it was interrupted */
async function watched(
  tuning: Tuning,
  directory: string,
  workers = availableParallelism(),
  page?: LivePage,
): Promise<Found[]> {
  const { Subject } = rxjsLibrary();
  const events = new Subject<RunEvent>();
  const total = tuning.cells.length * runsOf(tuning.rounds);
  page?.count(events, `tuning ${tuning.data.experiment.environment}`, directory, 'trial runs');
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const stopListening = onInterrupt(() => stop.abort());
  let done = 0;
  const onEvent = (event: TuningEvent) => {
    if (event.type === 'measured') {
      remark(forecast(tuning, event.seconds / event.threads));
      showProgress(events, process.stderr, 'trial runs');
      events.next({ type: 'started', done, total });
    } else {
      done = event.done;
      events.next({ type: 'progress', done, total, results: [] });
    }
  };
  try {
    return await tuneContest(tuning, onEvent, stop.signal, workers);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new StoppedRun(
      `stopped: ${done} of ${total} trial runs are saved in ${directory}`,
      `memloop resume ${directory}`,
    );
  } finally {
    events.complete();
    stopListening();
  }
}

/** What will be done, and how long it takes. */
function forecast({ cells, rounds, data }: Tuning, seconds: number): string {
  const searches = `${cells.length} searches of ${runsOf(rounds)} runs each`;
  return `tuning: ${searches}, with seeds apart from the ${data.experiment.seeds} of the verdict; all takes about ${duration(seconds)} (--tune none: without tuning)`;
}
