import { sourceOf } from '../../on-board/source-of.js';
import type { Run } from '../../runs/run-directory.js';
import type { Summary } from '../../runs/summary.js';
import { observeRun } from '../../telemetry/observe-run.js';
import { onInterrupt } from '../on-interrupt.js';
import { openPage } from './open-page.js';
import { remark as mention } from '../run-options.js';
import { showProgress } from './show-progress.js';
import { tellPlaces } from './tell-places.js';

/** How a run is finished and reported. */
export interface RunOptions {
  workers?: number;
  json?: boolean;
  /** also write a slide of the comparison */
  slide?: boolean;
  /** open the report in the browser */
  open?: boolean;
  /** printed first, if some of the run is left to do */
  remark?: string;
}

/** Finishes a run with a progress display, writes the report, and prints the results. */
export async function finishAndReport(run: Run, options: RunOptions): Promise<void> {
  const summary = await finishRun(run, options.workers, options.remark);
  if (summary) await report(run, summary, options);
}

/** Finishes a run with a progress display; the result is undefined if the run was interrupted. */
export async function finishRun(run: Run, workers?: number, remark = ''): Promise<Summary | undefined> {
  const stop = new AbortController();
  // The run stops between two steps, when its board is safe.
  const stopListening = onInterrupt(() => stop.abort());
  let summary: Summary | undefined;
  try {
    const events = observeRun(run, sourceOf(run, workers), stop.signal);
    showProgress(events, process.stderr);
    await events.forEach((event) => {
      if (event.type === 'started') mention(event.damage);
      if (event.type === 'started' && event.done < event.total) process.stderr.write(remark);
      if (event.type === 'finished') summary = event.summary;
    });
  } finally {
    stopListening();
  }
  return summary;
}

async function report(run: Run, summary: Summary, { json, slide, open }: RunOptions): Promise<void> {
  // The library of figures takes long to load, so it is loaded when there is something to draw.
  const { writeReport } = await import('./write-report.js');
  const { path, text, json: results } = await writeReport(run, summary, slide);
  const { directory } = run;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...results, directory, report: path })}\n`);
    if (open) await openPage(path);
  } else {
    process.stdout.write(`\n${text}`);
    await tellPlaces({ report: path, results: directory }, open);
  }
}
