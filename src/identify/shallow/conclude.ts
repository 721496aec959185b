import type { Information } from '../information.js';
import { doubtOf, informationAt, isSame } from './certificate.js';
import { collapse, type Student } from './collapse.js';
import { varianceOf, type FitFloor } from './fit-floor.js';
import { oriented } from './oriented.js';
import { columnsOf, withOutgoing } from './outgoing-weights.js';
import type { Patience, ShallowProblem } from './shallow-problem.js';
import { simplify } from './simplify.js';
import { withoutSkip } from './take-up-skip.js';

/** A network to which students can be narrowed, and what is known of it. */
interface Conclusion {
  readonly found: Student;
  readonly information: Information;
  readonly variance: number;
  readonly doubt?: string;
}

const patience: Patience = { iterations: 200, within: 10, share: 1 - 1e-9 };
/** Networks that are narrowed to see whether they end at the same. */
const STARTS = 4;

/** The smallest network to which students that fit can be narrowed. @param students the best first */
export function conclude(problem: ShallowProblem, floor: FitFloor, students: readonly Student[]): Conclusion {
  const starts = [...collapsed(problem, floor, students), ...students].slice(0, STARTS);
  const ends: Student[] = [];
  let agreed: Student | undefined;
  for (const start of starts) {
    const end = narrowed(problem, floor, start);
    const least = Math.min(...ends.map(extentOf), Infinity);
    const twin = ends.find(({ network }) => isSame(problem, network, end.network, floor.variance > 0));
    ends.push(end);
    if (twin && extentOf(end) <= least) agreed = end.loss < twin.loss ? end : twin;
    if (agreed) break;
  }
  const best = agreed ?? ends.toSorted((a, b) => extentOf(a) - extentOf(b) || a.loss - b.loss)[0];
  const found = { ...best, network: oriented(best.network, problem.activation.symmetry) };
  const variance = varianceOf(problem, found);
  const information = informationAt(problem, found.network);
  const doubt =
    doubtOf(problem, found, information, variance) ??
    (agreed ? undefined : 'students disagree: more students (--students), or more probes');
  return { found, information, variance, ...(doubt !== undefined && { doubt }) };
}

/** Number of its neurons, and a half for a linear part. */
function extentOf({ network }: Student): number {
  return network.neurons.length + (network.skip ? 0.5 : 0);
}

/** A network with as few neurons as the fit allows, and without a linear part if that fits as well. */
function narrowed(problem: ShallowProblem, floor: FitFloor, start: Student): Student {
  const end = problem.fit(simplify(problem, start, floor).network, patience);
  if (!end.network.skip) return end;
  const plain = problem.fit(withoutSkip(end.network, problem.activation), patience);
  return floor.isAsGood(plain, end) ? plain : end;
}

/** The network that students have in common, if it fits as well as they do. */
function collapsed(problem: ShallowProblem, floor: FitFloor, students: readonly Student[]): Student[] {
  if (students.length < 2) return [];
  const neurons = collapse(students, problem.activation.symmetry);
  if (neurons.length === 0) return [];
  const start = withOutgoing(
    problem,
    neurons.map(({ row }) => row),
    columnsOf(problem, neurons),
    [...neurons.keys()],
    neurons.length,
  );
  if (start.neurons.some(({ out }) => out.length === 0)) return [];
  const fitted = problem.fit(start, patience);
  return floor.isReached(fitted) ? [fitted] : [];
}
