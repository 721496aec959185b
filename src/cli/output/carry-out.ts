import { sourceOf } from '../../on-board/source-of.js';
import type { Run } from '../../runs/run-directory.js';
import type { Summary } from '../../runs/summary.js';
import { observeRun } from '../../telemetry/observe-run.js';
import { onInterrupt } from '../on-interrupt.js';
import { showProgress } from './show-progress.js';

/** How a run is carried out and told of. */
export interface Carrying {
  workers?: number;
  json?: boolean;
  /** said first where something is left to do */
  remark?: string;
}

/** Runs what is still to do of a run, shows progress, writes the report and prints what came out. */
export async function carryOut(run: Run, { workers, json, remark }: Carrying): Promise<void> {
  const summary = await finish(run, workers, remark);
  if (summary) await tell(run, summary, json ?? false);
}

/** Runs what is still to do of a run and shows progress; nothing comes out if it was interrupted. */
export async function finish(run: Run, workers?: number, remark = ''): Promise<Summary | undefined> {
  const stop = new AbortController();
  // Between two steps, with a board made safe.
  const uninterrupted = onInterrupt(() => stop.abort());
  const events = observeRun(run, sourceOf(run, workers), stop.signal);
  showProgress(events, process.stderr);
  let summary: Summary | undefined;
  await events.forEach((event) => {
    if (event.type === 'started' && event.done < event.total) process.stderr.write(remark);
    if (event.type === 'finished') summary = event.summary;
  });
  uninterrupted();
  return summary;
}

async function tell(run: Run, summary: Summary, json: boolean): Promise<void> {
  // The figures' library takes a while to load; nobody waits for it before there is something to draw.
  const { writeReport } = await import('./write-report.js');
  const { path: report, text, json: results } = await writeReport(run, summary);
  if (json) process.stdout.write(`${JSON.stringify({ ...results, directory: run.directory, report })}\n`);
  else process.stdout.write(`\n${text}\nReport:  ${report}\nResults: ${run.directory}\n`);
}
