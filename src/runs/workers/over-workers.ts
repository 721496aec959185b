import { workerPool } from './worker-pool.js';

/**
 * The answers of a worker to some tasks, in their order: worker threads share the tasks. Tasks and answers are copied, so they are plain data.
 * @param worker file whose default export answers a task; @param threads at most, and at most one per task; @param done hears each answer as it comes, with its number
 */
export async function overWorkers<Task, Answer>(
  worker: URL,
  tasks: readonly Task[],
  threads: number,
  done: (answer: Answer, number: number) => void = () => {},
): Promise<Answer[]> {
  const pool = await workerPool<Task, Answer>(worker, Math.min(threads, tasks.length));
  try {
    return await Promise.all(
      tasks.map(async (task, number) => {
        const answer = await pool.run(task);
        done(answer, number);
        return answer;
      }),
    );
  } finally {
    await pool.close();
  }
}
