import { Observable, share } from 'rxjs';
import type { Run } from '../runs/run-directory.js';
import { execute, type RunEvent, type RunSource } from '../runs/runner.js';

/**
 * A run as a stream of its events, for any number of subscribers. The first one starts it; when all are gone it
 * stops. It ends after `finished`, or with the error that ended it.
 *
 * @param source where its results come from; `sourceOf(run)` knows
 * @param stop also stops it, with an error that says how to resume
 */
export function observeRun(run: Run, source: RunSource, stop?: AbortSignal): Observable<RunEvent> {
  const events = new Observable<RunEvent>((subscriber) => {
    const gone = new AbortController();
    const signal = stop ? AbortSignal.any([gone.signal, stop]) : gone.signal;
    // The run starts a moment later, so that all who subscribe together hear of its start.
    Promise.resolve()
      .then(() => execute(run, source, (event) => subscriber.next(event), signal))
      .then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error),
      );
    return () => gone.abort();
  });
  return events.pipe(share());
}
