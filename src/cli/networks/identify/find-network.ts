import { availableParallelism } from 'node:os';
import type { Probes } from '../../../identify/probes.js';
import type { Student } from '../../../identify/shallow/collapse.js';
import {
  searchShallow,
  type ShallowFinding,
  type ShallowSearch,
} from '../../../identify/shallow/identify-shallow.js';
import { ShallowProblem } from '../../../identify/shallow/shallow-problem.js';
import { trainStudent } from '../../../identify/shallow/train-student.js';
import { compiledColumns } from '../../../kernel/compiled-columns.js';
import { workerPool } from '../../../runs/workers/worker-pool.js';
import type { StudentData, StudentTask } from './student-worker.js';

/** What is searched. */
interface NetworkSearch {
  readonly activation: string;
  readonly seed: number;
  readonly search: Pick<ShallowSearch, 'noise' | 'maxWidth' | 'students'>;
}

/** Finds a network of one hidden layer; worker threads share the students. The finding does not depend on their number. @param tell hears how many students are trained */
export async function findNetwork(
  probes: Probes,
  { activation, seed, search }: NetworkSearch,
  workers = availableParallelism(),
  tell: (done: number, width: number) => void = () => {},
): Promise<ShallowFinding> {
  const problem = new ShallowProblem(probes, activation, compiledColumns);
  const data: StudentData = { probes, activation, seed };
  const pool =
    workers < 2
      ? undefined
      : await workerPool<StudentTask, Student>(new URL('student-worker.js', import.meta.url), workers, data);
  let done = 0;
  const train = async (width: number, number: number): Promise<Student> => {
    const student = pool ? await pool.run({ width, number }) : trainStudent(problem, width, number, seed);
    tell(++done, width);
    return student;
  };
  try {
    const steps = searchShallow(problem, search);
    let step = steps.next([]);
    while (!step.done) {
      const { width, numbers } = step.value;
      step = steps.next(await Promise.all(numbers.map((number) => train(width, number))));
    }
    return step.value;
  } finally {
    await pool?.close();
  }
}
