import { isSimulated } from '../experiment/board/board-port.js';
import type { Watching } from './watching.js';
import { inWorkers, type RunSource } from '../runs/runner.js';
import type { Run } from '../runs/run-directory.js';

/** Where the results of a run come from: its board if some weights are physical, otherwise worker threads. @param workers number of threads @param watching what a page sees of it */
export function sourceOf({ experiment: { board } }: Run, workers?: number, watching?: Watching): RunSource {
  if (!board || isSimulated(board.port)) return inWorkers(workers, watching?.glimpses);
  return async function* (run, done, total, signal) {
    const { recordedRuns } = await import('./board-journal.js');
    yield* recordedRuns(run, board, [done, total], signal, undefined, watching);
  };
}
