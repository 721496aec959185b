import type { Probes } from '../../../identify/probes.js';
import type { Student } from '../../../identify/shallow/collapse.js';
import { ShallowProblem } from '../../../identify/shallow/shallow-problem.js';
import { trainStudent } from '../../../identify/shallow/train-student.js';
import { compiledColumns } from '../../../kernel/compiled-columns.js';
import { workerData } from '../../../runs/workers/worker-data.js';

/** What each thread gets when it starts. */
export interface StudentData {
  readonly probes: Probes;
  readonly activation: string;
  readonly seed: number;
}

/** A student that a thread trains. */
export interface StudentTask {
  readonly width: number;
  readonly number: number;
}

const { probes, activation, seed } = workerData as StudentData;
const problem = new ShallowProblem(probes, activation, compiledColumns);

/** Trains a student in a worker thread. */
export default function train({ width, number }: StudentTask): Student {
  return trainStudent(problem, width, number, seed);
}
