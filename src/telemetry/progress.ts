import type { OperatorFunction } from 'rxjs';
import type { RunEvent } from '../runs/runner.js';
import { rxjsLibrary } from './rxjs-library.js';

/** How far a run has come. */
export interface Progress {
  done: number;
  total: number;
  /** runs per second since the start */
  rate: number;
  /** seconds left at that rate; infinite before the first run is done */
  secondsLeft: number;
}

/** A run's events as its progress. @param now clock in milliseconds */
export function progress(now: () => number = Date.now): OperatorFunction<RunEvent, Progress> {
  const { filter, pipe, scan } = rxjsLibrary();
  const unknown = { began: 0, before: 0, done: 0, total: 0, rate: 0, secondsLeft: Infinity };
  return pipe(
    filter((event) => event.type !== 'finished'),
    scan(({ began, before }, { type, done, total }) => {
      const start = type === 'started' ? { began: now(), before: done } : { began, before };
      const rate = (done - start.before) / Math.max((now() - start.began) / 1000, 1e-3);
      return { ...start, done, total, rate, secondsLeft: rate > 0 ? (total - done) / rate : Infinity };
    }, unknown),
  );
}

/** The latest progress once per interval, for a log. */
export function sampledProgress(milliseconds: number): OperatorFunction<RunEvent, Progress> {
  const { pipe, sampleTime } = rxjsLibrary();
  return pipe(progress(), sampleTime(milliseconds));
}
