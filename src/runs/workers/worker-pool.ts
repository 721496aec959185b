import { fileURLToPath } from 'node:url';
import { RunError, UsageError } from '../../core/errors.js';

/** Worker threads that share tasks. Tasks and answers are copied, so they are plain data. */
export interface WorkerPool<Task, Answer> {
  /** The answer to a task, or the error of the worker (UsageError or RunError); an AbortError if the signal stops it. */
  run(task: Task, signal?: AbortSignal): Promise<Answer>;
  /** Ends all threads; what they are doing is lost. */
  close(): Promise<void>;
}

/** Starts worker threads. @param worker file whose default export answers a task @param threads their number @param data what each of them gets when it starts */
export async function workerPool<Task, Answer>(
  worker: URL,
  threads: number,
  data?: unknown,
): Promise<WorkerPool<Task, Answer>> {
  // Loaded here, because most uses of the package start no thread.
  const { Piscina } = await import('piscina');
  const pool = new Piscina<Task, Answer>({
    filename: fileURLToPath(worker),
    ...(data !== undefined && { workerData: data }),
    minThreads: threads,
    maxThreads: threads,
  });
  // A worker that fails as it starts has no task to answer, so all tasks get its error. It is reported once.
  let failure: { error: unknown } | undefined;
  const waiting = new Set<(error: unknown) => void>();
  pool.on('error', (error) => {
    failure ??= { error: thrownHere(error) };
    for (const reject of waiting) reject(failure.error);
  });
  return {
    async run(task, signal) {
      if (failure) throw failure.error;
      // A race with a promise that outlives it would keep the answer.
      return new Promise<Answer>((resolve, reject) => {
        waiting.add(reject);
        pool
          .run(task, { signal: signal ?? null })
          .then(resolve, (error: unknown) => reject(thrownHere(error)))
          .finally(() => waiting.delete(reject));
      });
    },
    close: () => pool.destroy(),
  };
}

/** The error of a worker as one of this thread: an error that is copied between threads loses its class. */
function thrownHere(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'AbortError') return error;
  const Kind = error.stack?.startsWith('UsageError') ? UsageError : RunError;
  const ended = /^worker exited with code: (\d+)$/.exec(error.message);
  const message = ended ? `a worker thread ended with exit code ${ended[1]} in the middle of its work` : error.message;
  return new Kind(message, { cause: error });
} // prettier-ignore
