import { UsageError } from '../../core/errors.js';
import type { MakeEngine } from '../../networks/columns/column-engine.js';
import type { Information } from '../information.js';
import { refuseUnknowable } from '../knowable.js';
import type { Probes } from '../probes.js';
import { informationAt } from './certificate.js';
import type { Student } from './collapse.js';
import { conclude } from './conclude.js';
import { FitFloor, isExact, slackOf, varianceOf } from './fit-floor.js';
import { ShallowProblem } from './shallow-problem.js';
import { trainStudent } from './train-student.js';

/** What is known of an unknown network, and how hard to look. */
export interface ShallowSearch {
  readonly activation: string;
  /** standard deviation of the noise of each output; estimated if left out */
  readonly noise?: number;
  /** widest student; default: 32 */
  readonly maxWidth?: number;
  /** students of each width; default: 10 */
  readonly students?: number;
  readonly seed?: number;
  readonly make?: MakeEngine;
  /** hears of each student that is trained */
  readonly watch?: (width: number, student: number) => void;
}

/** What is wrong where outputs are quieter than they are said to be. */
const OVERSTATED = 'the outputs have less noise than --noise says: say less, or leave it out';

/** A network that was found, in standard units, and how sure it is. */
export interface ShallowFinding {
  readonly problem: ShallowProblem;
  readonly found: Student;
  readonly information: Information;
  /** variance of the noise in units of an output's variance: of the residuals */
  readonly variance: number;
  /** width of the widest students, their number, and how many of them fit as well as noise allows */
  readonly width: number;
  readonly trained: number;
  readonly fitting: number;
  /** what is missing; absent if the network is identified */
  readonly doubt?: string;
}

/** Students that a search wants next. */
export interface WantedStudents {
  readonly width: number;
  /** which of the students of this width, from 1 */
  readonly numbers: readonly number[];
}

/**
 * Finds the smallest network of one hidden layer that gives some outputs, by Expand-and-Cluster with students of growing width.
 * @throws UsageError if there are too few probes for the narrowest students, or for an activation whose networks cannot be told apart
 */
export function identifyShallow(probes: Probes, search: ShallowSearch): ShallowFinding {
  refuseUnknowable(search.activation);
  const problem = new ShallowProblem(probes, search.activation, search.make);
  const steps = searchShallow(problem, search);
  let step = steps.next([]);
  while (!step.done) {
    const { width, numbers } = step.value;
    step = steps.next(
      numbers.map((number) => {
        search.watch?.(width, number);
        return trainStudent(problem, width, number, search.seed ?? 0);
      }),
    );
  }
  return step.value;
}

/** The same search step by step, for who trains students elsewhere: it asks for students, and takes them in the order of their numbers. */
export function* searchShallow(
  problem: ShallowProblem,
  search: Omit<ShallowSearch, 'activation' | 'make' | 'watch' | 'seed'> = {},
): Generator<WantedStudents, ShallowFinding, readonly Student[]> {
  const known = search.noise === undefined ? undefined : noiseShare(problem, search.noise);
  let last: { variance: number; agree: boolean } | undefined;
  let finding: ShallowFinding | undefined;
  let nearest: Student | undefined;
  let floor = known === undefined ? undefined : new FitFloor(problem, known);
  let trained = 0;
  for (const width of widthsOf(problem, search.maxWidth ?? 32)) {
    const students = yield* ask(width, search.students ?? 10);
    trained += students.length;
    const [best] = students;
    if (!nearest || best.loss < nearest.loss) nearest = best;
    const variance = varianceOf(problem, best);
    const limit = variance * (1 + slackOf(problem, best));
    if (!floor && isExact(variance)) floor = new FitFloor(problem, 0);
    // Where twice the neurons fit no better, what is left is noise.
    const agree = students.length > 1 && varianceOf(problem, students[1]) < limit;
    if (!floor && last && agree && last.variance < limit) floor = new FitFloor(problem, variance);
    last = { variance, agree };
    const reached = floor;
    if (!reached?.isReached(best)) continue;
    const fitting = students.filter((student) => reached.isReached(student));
    const concluded = conclude(problem, reached, fitting);
    // Noise that is not there would hide neurons that are.
    const isOverstated = known !== undefined && variance < known * (1 - slackOf(problem, best));
    const next = isOverstated ? { ...concluded, doubt: OVERSTATED } : concluded;
    const isBetter =
      !finding ||
      next.found.network.neurons.length < finding.found.network.neurons.length ||
      (finding.doubt !== undefined && !next.doubt);
    if (isBetter) finding = { ...next, problem, width, trained, fitting: fitting.length };
    if (finding && !finding.doubt) return finding;
  }
  return finding ?? nothing(problem, nearest!, trained);
}

/** Asks for the first students of a width; the best comes first. */
function* ask(
  width: number,
  count: number,
): Generator<WantedStudents, readonly Student[], readonly Student[]> {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return (yield { width, numbers }).toSorted((a, b) => a.loss - b.loss);
}

/** Widths of students: from 2 on twice as wide each time, as far as probes determine them. */
function widthsOf(problem: ShallowProblem, maxWidth: number): number[] {
  const { count, inputs, outputs } = problem.probes;
  const widths: number[] = [];
  for (let width = Math.min(2, maxWidth); width <= maxWidth; width *= 2)
    if (problem.freedom(problem.sizeOf(width)) >= 0.2 * count * outputs) widths.push(width);
  if (widths.length > 0) return widths;
  const needed = Math.ceil((1.25 * problem.sizeOf(Math.min(2, maxWidth))) / outputs);
  throw new UsageError(
    `too few probes: got ${count}, expected at least ${needed} for ${inputs} inputs and a hidden layer; many more for more than one neuron`,
  );
}

/** The share of variance that noise of a known standard deviation has; the mean over outputs. */
function noiseShare({ probes: { outputScales } }: ShallowProblem, noise: number): number {
  return outputScales.reduce((sum, { deviation }) => sum + (noise / deviation) ** 2, 0) / outputScales.length;
}

/** The answer where no student fits: the one that comes nearest. */
function nothing(problem: ShallowProblem, found: Student, trained: number): ShallowFinding {
  return {
    problem,
    found,
    information: informationAt(problem, found.network),
    variance: varianceOf(problem, found),
    width: found.network.neurons.length,
    trained,
    fitting: 0,
    doubt:
      'no student fits down to rounding or to noise: wider students (--max-width), more probes, or another activation (--activation)',
  };
}
