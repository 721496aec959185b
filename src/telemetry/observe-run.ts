import type { Observable } from 'rxjs';
import type { Run } from '../runs/run-directory.js';
import { execute, type RunEvent, type RunSource } from '../runs/runner.js';
import { rxjsLibrary } from './rxjs-library.js';

/**
 * A run as a stream of its events, for any number of subscribers. The first subscriber starts the run; the run stops
 * when all subscribers have left. The stream ends after `finished`, or with the error that ended the run.
 *
 * @param source where the results come from, as `sourceOf(run)` returns it
 * @param stop also stops the run, with an error that says how to resume
 */
export function observeRun(run: Run, source: RunSource, stop?: AbortSignal): Observable<RunEvent> {
  const { Observable, share } = rxjsLibrary();
  const events = new Observable<RunEvent>((subscriber) => {
    const unobserved = new AbortController();
    const signal = stop ? AbortSignal.any([unobserved.signal, stop]) : unobserved.signal;
    // The run starts a moment later, so that all who subscribe together see the event `started`.
    Promise.resolve()
      .then(() => execute(run, source, (event) => subscriber.next(event), signal))
      .then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error),
      );
    return () => unobserved.abort();
  });
  return events.pipe(share());
}
