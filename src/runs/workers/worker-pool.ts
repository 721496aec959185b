import { fileURLToPath } from 'node:url';

/** Worker threads that share tasks. Tasks and answers are copied, so they are plain data. */
export interface WorkerPool<Task, Answer> {
  /** The answer to a task, or the error of the worker; an AbortError if the signal stops it. */
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
  return {
    run: (task, signal) => pool.run(task, { signal: signal ?? null }),
    close: async () => {
      // A worker may still answer while it is being stopped; the answer is not needed.
      pool.on('error', () => {});
      await pool.destroy();
    },
  };
}
