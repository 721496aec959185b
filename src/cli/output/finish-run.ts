import { SingleBar } from 'cli-progress';
import { sourceOf } from '../../on-board/source-of.js';
import type { Run } from '../../runs/run-directory.js';
import type { Summary } from '../../runs/summary.js';
import { observeRun } from '../../telemetry/observe-run.js';
import { progress, sampledProgress, type Progress } from '../../telemetry/progress.js';
import { onInterrupt } from '../on-interrupt.js';

/** How a run is finished and reported. */
export interface RunOptions {
  workers?: number;
  json?: boolean;
  /** printed first, if some of the run is left to do */
  remark?: string;
}

const LINE_EVERY_MILLISECONDS = 5000;

/** Finishes a run with a progress display, writes the report, and prints the results. */
export async function finishAndReport(run: Run, { workers, json, remark }: RunOptions): Promise<void> {
  const summary = await finishRun(run, workers, remark);
  if (summary) await report(run, summary, json ?? false);
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
      if (event.type === 'started' && event.done < event.total) process.stderr.write(remark);
      if (event.type === 'finished') summary = event.summary;
    });
  } finally {
    stopListening();
  }
  return summary;
}

async function report(run: Run, summary: Summary, json: boolean): Promise<void> {
  // The library of figures takes long to load, so it is loaded when there is something to draw.
  const { writeReport } = await import('./write-report.js');
  const { path, text, json: results } = await writeReport(run, summary);
  const { directory } = run;
  if (json) process.stdout.write(`${JSON.stringify({ ...results, directory, report: path })}\n`);
  else process.stdout.write(`\n${text}\nReport:  ${path}\nResults: ${directory}\n`);
}

/** Shows the progress of a run: a bar on a terminal, a line every five seconds in a pipe or a log. */
function showProgress(events: ReturnType<typeof observeRun>, out: NodeJS.WriteStream): void {
  if (out.isTTY) showBar(events, out);
  else {
    const line = (at: Progress) =>
      void out.write(`${at.done}/${at.total} runs, ${words(at).rate}/s, ${words(at).left} left\n`);
    // The caller of `finishRun` gets the error of a run; here its progress only ends.
    events.pipe(sampledProgress(LINE_EVERY_MILLISECONDS)).subscribe({ next: line, error: () => {} });
  }
}

function showBar(events: ReturnType<typeof observeRun>, stream: NodeJS.WriteStream): void {
  const format = '{bar} {value}/{total} runs  {rate}/s  {left} left';
  const bar = new SingleBar({ format, stream, hideCursor: true });
  const next = (at: Progress) => {
    if (bar.isActive) bar.update(at.done, words(at));
    else bar.start(at.total, at.done, words(at));
  };
  const end = () => bar.stop();
  events.pipe(progress()).subscribe({ next, error: end, complete: end });
}

function words({ rate, secondsLeft }: Progress): { rate: string; left: string } {
  const left = secondsLeft < 90 ? `${Math.ceil(secondsLeft)} s` : `${Math.ceil(secondsLeft / 60)} min`;
  return {
    rate: rate < 10 ? rate.toFixed(1) : rate.toFixed(0),
    left: Number.isFinite(secondsLeft) ? left : '?',
  };
}
