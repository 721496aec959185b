import { UsageError } from '../../core/errors.js';
import type { MakeEngine } from '../../networks/columns/column-engine.js';
import type { Information } from '../information.js';
import type { Probes } from '../probes.js';
import { refuseUnknowable } from '../knowable.js';
import { doubtOf, informationAt, isSame } from './certificate.js';
import { collapse, type Student } from './collapse.js';
import { oriented } from './oriented.js';
import { FitFloor, isExact, varianceOf } from './fit-floor.js';
import { columnsOf, withOutgoing } from './outgoing-weights.js';
import { ShallowProblem, type Patience } from './shallow-problem.js';
import { simplify } from './simplify.js';
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

const lastPatience: Patience = { iterations: 200, within: 10, share: 1 - 1e-9 };
/** Students of a width that are trained at first. */
const FIRST = 3;
/** Networks that are narrowed to see whether they end at the same. */
const STARTS = 4;

/**
 * Finds the smallest network of one hidden layer that gives some outputs, by Expand-and-Cluster with students of growing width.
 * @throws UsageError if there are too few probes for the narrowest students, or for an activation whose networks cannot be told apart
 */
export function identifyShallow(probes: Probes, search: ShallowSearch): ShallowFinding {
  refuseUnknowable(search.activation);
  const problem = new ShallowProblem(probes, search.activation, search.make);
  const widths = widthsOf(problem, search.maxWidth ?? 32);
  const seed = search.seed ?? 0;
  const known = search.noise === undefined ? undefined : noiseShare(problem, search.noise);
  let last: { variance: number; agree: boolean } | undefined;
  let finding: ShallowFinding | undefined;
  let floor = known === undefined ? undefined : new FitFloor(problem, known);
  let trained = 0;
  for (const width of widths) {
    const students: Student[] = [];
    const train = (count: number) => {
      for (; students.length < count; trained++) {
        search.watch?.(width, students.length + 1);
        students.push(trainStudent(problem, width, students.length + 1, seed));
        students.sort((a, b) => a.loss - b.loss);
      }
    };
    train(Math.min(FIRST, search.students ?? 10));
    const variance = varianceOf(problem, students[0].loss, width);
    const slack = 4 * Math.sqrt(2 / problem.freedom(width));
    if (!floor && isExact(variance)) floor = new FitFloor(problem, 0);
    // Where twice the neurons fit no better, what is left is noise.
    const agree = varianceOf(problem, students[1]?.loss ?? Infinity, width) < variance * (1 + slack);
    if (!floor && last && agree && last.variance < variance * (1 + slack))
      floor = new FitFloor(problem, variance);
    last = { variance, agree };
    const fits = () => students.filter(({ loss }) => floor?.isReached(loss, width));
    if (!floor || fits().length === 0) continue;
    train(search.students ?? 10);
    const next = conclude(problem, floor, fits());
    const isBetter =
      !finding ||
      next.found.network.neurons.length < finding.found.network.neurons.length ||
      (finding.doubt !== undefined && !next.doubt);
    if (isBetter) finding = { ...next, problem, width, trained, fitting: fits().length };
    if (finding && !finding.doubt) return finding;
  }
  return finding ?? nothing(problem, widths[0], trained, seed);
}

/** The smallest network to which students that fit can be narrowed. */
function conclude(
  problem: ShallowProblem,
  floor: FitFloor,
  students: readonly Student[],
): Pick<ShallowFinding, 'found' | 'information' | 'variance' | 'doubt'> {
  const starts = [...collapsed(problem, floor, students), ...students].slice(0, STARTS);
  const ends: Student[] = [];
  let agreed: Student | undefined;
  for (const start of starts) {
    const end = problem.fit(simplify(problem, start, floor.allowed).network, lastPatience);
    const least = Math.min(...ends.map(({ network }) => network.neurons.length), Infinity);
    const twin = ends.find(({ network }) => isSame(problem, network, end.network, floor.variance > 0));
    ends.push(end);
    if (twin && end.network.neurons.length <= least) agreed = end.loss < twin.loss ? end : twin;
    if (agreed) break;
  }
  const best =
    agreed ??
    ends.toSorted((a, b) => a.network.neurons.length - b.network.neurons.length || a.loss - b.loss)[0];
  const found = { ...best, network: oriented(best.network, problem.activation.symmetry) };
  const variance = varianceOf(problem, found.loss, found.network.neurons.length);
  const information = informationAt(problem, found.network);
  const doubt =
    doubtOf(problem, found, information, variance) ??
    (agreed ? undefined : 'students disagree: more students (--students), or more probes');
  return { found, information, variance, ...(doubt !== undefined && { doubt }) };
}

/** The network that students have in common, if it fits as well as they do. */
function collapsed(problem: ShallowProblem, floor: FitFloor, students: readonly Student[]): Student[] {
  if (students.length < 2) return [];
  const neurons = collapse(students, problem.activation.symmetry);
  if (neurons.length === 0) return [];
  const places = [...neurons.keys()];
  const start = withOutgoing(
    problem,
    neurons.map(({ row }) => row),
    columnsOf(problem, neurons),
    places,
    neurons.length,
  );
  if (start.neurons.some(({ out }) => out.length === 0)) return [];
  const fitted = problem.fit(start, lastPatience);
  return floor.isReached(fitted.loss, neurons.length) ? [fitted] : [];
}

/** Widths of students: from 2 on twice as wide each time, as far as probes determine them. */
function widthsOf(problem: ShallowProblem, maxWidth: number): number[] {
  const { count, inputs, outputs } = problem.probes;
  const widths: number[] = [];
  for (let width = Math.min(2, maxWidth); width <= maxWidth; width *= 2)
    if (problem.freedom(width) >= 0.2 * count * outputs) widths.push(width);
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

/** The answer where no student fits. */
function nothing(problem: ShallowProblem, width: number, trained: number, seed: number): ShallowFinding {
  const found = trainStudent(problem, width, 1, seed);
  return {
    problem,
    found,
    information: informationAt(problem, found.network),
    variance: varianceOf(problem, found.loss, width),
    width,
    trained,
    fitting: 0,
    doubt:
      'no student fits down to rounding or to noise: wider students (--max-width), more probes, or another activation (--activation)',
  };
}
