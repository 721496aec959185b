import { fileURLToPath } from 'node:url';

/**
 * The answers of a worker to some tasks, in their order: worker threads share the tasks. Tasks and answers are copied, so they are plain data.
 * @param worker file whose default export answers a task; @param threads at most, and at most one per task
 */
export async function overWorkers<Task, Answer>(
  worker: URL,
  tasks: readonly Task[],
  threads: number,
): Promise<Answer[]> {
  // Loaded here, because most uses of the package start no thread.
  const { Piscina } = await import('piscina');
  const most = Math.min(threads, tasks.length);
  const pool = new Piscina<Task, Answer>({
    filename: fileURLToPath(worker),
    minThreads: most,
    maxThreads: most,
  });
  try {
    return await Promise.all(tasks.map((task) => pool.run(task)));
  } finally {
    await pool.destroy();
  }
}
