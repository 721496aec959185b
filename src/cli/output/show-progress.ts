import { SingleBar } from 'cli-progress';
import type { observeRun } from '../../telemetry/observe-run.js';
import { progress, progressNowAndThen, type Progress } from '../../telemetry/progress.js';

const LINE_EVERY_MILLISECONDS = 5000;

/** Shows how a run comes on: as a bar on a terminal, as a plain line now and then in a pipe or a log. */
export function showProgress(events: ReturnType<typeof observeRun>, out: NodeJS.WriteStream): void {
  if (out.isTTY) {
    const bar = new SingleBar({
      format: '{bar} {value}/{total} runs  {rate}/s  {left} left',
      stream: out,
      hideCursor: true,
    });
    const show = (at: Progress) => {
      if (bar.isActive) bar.update(at.done, words(at));
      else bar.start(at.total, at.done, words(at));
    };
    const end = () => bar.stop();
    events.pipe(progress()).subscribe({ next: show, error: end, complete: end });
  } else {
    const line = (at: Progress) =>
      void out.write(`${at.done}/${at.total} runs, ${words(at).rate}/s, ${words(at).left} left\n`);
    // Who carries out the run hears of its errors; progress just ends.
    events.pipe(progressNowAndThen(LINE_EVERY_MILLISECONDS)).subscribe({ next: line, error: () => {} });
  }
}

function words({ rate, secondsLeft }: Progress): { rate: string; left: string } {
  const left = secondsLeft < 90 ? `${Math.ceil(secondsLeft)} s` : `${Math.ceil(secondsLeft / 60)} min`;
  return {
    rate: rate < 10 ? rate.toFixed(1) : rate.toFixed(0),
    left: Number.isFinite(secondsLeft) ? left : '?',
  };
}
