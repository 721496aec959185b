import { filter, pipe, sampleTime, scan, type OperatorFunction } from 'rxjs';
import type { RunEvent } from '../runs/runner.js';

/** How far a run has come. */
export interface Progress {
  done: number;
  total: number;
  /** runs per second since it was started */
  rate: number;
  /** seconds left at that rate; infinite while nothing is known */
  secondsLeft: number;
}

/** A run's events as its progress. @param now clock in milliseconds */
export function progress(now: () => number = Date.now): OperatorFunction<RunEvent, Progress> {
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

/** The same, seldom enough for a log: the latest progress every so many milliseconds. */
export function progressNowAndThen(milliseconds: number): OperatorFunction<RunEvent, Progress> {
  return pipe(progress(), sampleTime(milliseconds));
}
