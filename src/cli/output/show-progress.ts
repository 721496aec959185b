import { SingleBar } from 'cli-progress';
import type { observeRun } from '../../telemetry/observe-run.js';
import { drawing } from './clean-output.js';
import { progress, sampledProgress, type Progress } from '../../telemetry/progress.js';

type Events = ReturnType<typeof observeRun>;

const LINE_EVERY_MILLISECONDS = 5000;

/** Shows the progress of runs: a bar on a terminal, a line every five seconds in a pipe or a log. @param what they are, as in "runs" */
export function showProgress(events: Events, out: NodeJS.WriteStream, what = 'runs'): void {
  if (out.isTTY) showBar(events, out, what);
  else {
    const line = (at: Progress) =>
      void out.write(`${at.done}/${at.total} ${what}, ${words(at).rate}/s, ${words(at).left} left\n`);
    // The caller gets the error; here the progress only ends.
    events.pipe(sampledProgress(LINE_EVERY_MILLISECONDS)).subscribe({ next: line, error: () => {} });
  }
}

function showBar(events: Events, stream: NodeJS.WriteStream, what: string): void {
  const format = `{bar} {value}/{total} ${what}  {rate}/s  {left} left`;
  const bar = new SingleBar({ format, stream: drawing(stream), hideCursor: true });
  const next = (at: Progress) => {
    if (bar.isActive) bar.update(at.done, words(at));
    else bar.start(at.total, at.done, words(at));
  };
  const end = () => bar.stop();
  events.pipe(progress()).subscribe({ next, error: end, complete: end });
}

function words({ rate, secondsLeft }: Progress): { rate: string; left: string } {
  return {
    rate: rate < 10 ? rate.toFixed(1) : rate.toFixed(0),
    left: Number.isFinite(secondsLeft) ? duration(secondsLeft) : '?',
  };
}

/** A time in words: seconds, or minutes from 90 s on. */
export function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
