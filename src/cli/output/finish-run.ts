import { sourceOf } from '../../on-board/source-of.js';
import type { LivePage } from '../../live/live-page.js';
import type { Run } from '../../runs/run-directory.js';
import type { Summary } from '../../runs/summary.js';
import { observeRun } from '../../telemetry/observe-run.js';
import { onInterrupt } from '../on-interrupt.js';
import { openPage } from './open-page.js';
import { remark as mention } from '../run-options.js';
import { showProgress } from './show-progress.js';
import { tellPlaces } from './tell-places.js';
import { withLivePage } from './with-live-page.js';

/** How a run is finished and reported. */
export interface RunOptions {
  workers?: number;
  json?: boolean;
  /** also write a slide of the comparison */
  slide?: boolean;
  /** open the report in the browser */
  open?: boolean;
  /** port of a live page, 0 for any free one */
  live?: number;
  /** printed first, if some of the run is left to do */
  remark?: string;
}

/** Begins a run, finishes it with a progress display, writes the report, and prints the results. A live page is opened first, so that nothing has begun where it cannot be. */
export function finishAndReport(begin: () => Run, options: RunOptions): Promise<void> {
  return withLivePage(options, (page) => finishOn(page, begin(), options));
}

/** The same with a live page that is open already. Returns the path of the report. */
export async function finishOn(
  page: LivePage | undefined,
  run: Run,
  options: RunOptions,
): Promise<string | undefined> {
  const summary = await finishRun(run, options.workers, options.remark, page);
  // A live page is open already, and shows where the report is.
  return summary && report(run, summary, page ? { ...options, open: false } : options);
}

/** Finishes a run with a progress display; the result is undefined if the run was interrupted. */
export async function finishRun(
  run: Run,
  workers?: number,
  remark = '',
  page?: LivePage,
): Promise<Summary | undefined> {
  const stop = new AbortController();
  // The run stops between two steps, when its board is safe.
  const stopListening = onInterrupt(() => stop.abort());
  let summary: Summary | undefined;
  try {
    const live = page?.run(run);
    const events = observeRun(run, sourceOf(run, workers, live?.watching), stop.signal);
    showProgress(events, process.stderr);
    live?.follow(events);
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

/** @returns the path of the report */
async function report(run: Run, summary: Summary, { json, slide, open }: RunOptions): Promise<string> {
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
  return path;
}
