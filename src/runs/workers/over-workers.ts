import { workerPool } from './worker-pool.js';

/**
 * The answers of a worker to some tasks, in their order: worker threads share the tasks. Tasks and answers are copied, so they are plain data.
 * @param worker file whose default export answers a task; @param threads at most, and at most one per task
 */
export async function overWorkers<Task, Answer>(
  worker: URL,
  tasks: readonly Task[],
  threads: number,
): Promise<Answer[]> {
  const pool = await workerPool<Task, Answer>(worker, Math.min(threads, tasks.length));
  try {
    return await Promise.all(tasks.map((task) => pool.run(task)));
  } finally {
    await pool.close();
  }
}
