import { UsageError } from '../../core/errors.js';
import { activations } from '../../networks/activations/activations.js';
import { informationOf, type Information } from '../information.js';
import { knowableActivations, refuseUnknowable } from '../knowable.js';
import type { Probes } from '../probes.js';
import { isExact } from '../shallow/fit-floor.js';
import type { ShallowSearch } from '../shallow/identify-shallow.js';
import { canTurn } from '../shallow/neurons.js';
import { DeepProblem, flat, widthsOf, type DeepStudent } from './deep-problem.js';
import { narrowed } from './narrower.js';
import { farthest, isTurnedAtNoCost, orderedDeep } from './same-network.js';

/** What is known of an unknown network of several layers, and how hard to look; defaults: students up to 8 neurons wide, 30 of each width. */
export interface DeepSearch extends ShallowSearch {
  /** number of hidden layers */
  readonly layers: number;
}

/** A network of several hidden layers that was found, in standard units, and how sure it is. */
export interface DeepResult {
  readonly problem: DeepProblem;
  readonly found: DeepStudent;
  readonly information: Information;
  /** variance of the residuals in units of an output's variance */
  readonly variance: number;
  readonly trained: number;
  readonly fitting: number;
  /** width of the widest students */
  readonly width: number;
  /** what is missing; absent if the network is identified */
  readonly doubt?: string;
}

/** Largest cosine distance between the rows of two networks that are the same: without noise, and with it. */
const [SAME, SAME_IN_NOISE] = [1e-9, 1e-3];
/** A condition number of JᵀJ beyond which rounding hides a combination of weights. */
const SINGULAR = 1e13;
/** Largest error of a row as a share of its length. */
const BLURRED = 0.5;

/**
 * Finds the smallest network of several hidden layers that gives some outputs: students of growing width are narrowed neuron by neuron, each
 * with a fit of all weights. It is identified where two students end at the same network.
 * @throws UsageError for an activation whose networks cannot be told apart, or too few probes
 */
export function identifyDeep(probes: Probes, search: DeepSearch): DeepResult {
  const { activation, layers, maxWidth = 8, students = 30, seed = 0, watch } = search;
  refuse(activation, layers);
  const problem = new DeepProblem(probes, activation, search.make);
  const floor = noiseShare(problem, search.noise);
  const isFitting = (student: DeepStudent) => {
    const variance = problem.variance(student);
    return (
      isExact(variance) ||
      variance <= floor * (1 + 4 * Math.sqrt(2 / problem.freedom(widthsOf(student.layers))))
    );
  };
  const isGood = (smaller: DeepStudent, larger: DeepStudent) => {
    const saved = flat(larger.layers).length - flat(smaller.layers).length;
    const paid = (floor * saved * Math.log(probes.count * probes.outputs)) / probes.count;
    return isExact(problem.variance(smaller)) || (floor > 0 && smaller.loss <= larger.loss + paid);
  };
  const ends: DeepStudent[] = [];
  let nearest: DeepStudent | undefined;
  let trained = 0;
  for (const width of widthsFor(problem, layers, maxWidth))
    for (let number = 1; number <= students; number++) {
      watch?.(width, number);
      const student = problem.student(
        Array.from({ length: layers }, () => width),
        number,
        seed,
      );
      trained++;
      if (!nearest || student.loss < nearest.loss) nearest = student;
      if (!isFitting(student)) continue;
      const end = ordered(problem, narrowed(problem, student, isGood));
      const twin = ends.find(
        (other) => farthest(other.layers, end.layers) <= (floor > 0 ? SAME_IN_NOISE : SAME),
      );
      ends.push(end);
      const isLeast = ends.every((other) => flat(other.layers).length >= flat(end.layers).length);
      if (twin && isLeast)
        return judged(problem, end.loss < twin.loss ? end : twin, trained, ends.length, width);
    }
  const best = ends.toSorted((a, b) => flat(a.layers).length - flat(b.layers).length || a.loss - b.loss)[0];
  const doubt = best
    ? 'students disagree, or only one fits: more students (--students), or more probes'
    : 'no student fits down to rounding or to the noise that was told: more students (--students), wider ones (--max-width), the noise (--noise), or another activation (--activation)';
  const found = best ?? ordered(problem, nearest!);
  return { ...judged(problem, found, trained, ends.length, maxWidth), doubt };
}

/** A network with what probes say about it. */
function judged(
  problem: DeepProblem,
  found: DeepStudent,
  trained: number,
  fitting: number,
  width: number,
): DeepResult {
  const parameters = flat(found.layers);
  const size = parameters.length;
  const matrix = new Float64Array(size * size);
  problem.loss(widthsOf(found.layers)).gaussNewton(parameters, new Float64Array(size), matrix);
  const information = informationOf(
    matrix.map((value) => (value * problem.probes.count) / 2),
    size,
  );
  const variance = problem.variance(found);
  const doubt = doubtOf(found, information, variance);
  return {
    problem,
    found,
    information,
    variance,
    trained,
    fitting,
    width,
    ...(doubt !== undefined && { doubt }),
  };
}

function doubtOf(
  { layers }: DeepStudent,
  { condition, variances }: Information,
  variance: number,
): string | undefined {
  if (!(condition < SINGULAR))
    return 'other weights give the same outputs: more probes in other directions, or another activation (--activation)';
  let at = 0;
  const isVague = layers.flat().some((row) => {
    const errors = Array.from(row, () => Math.sqrt(variance * variances[at++]));
    return Math.hypot(...errors) > BLURRED * Math.hypot(...row);
  });
  return isVague ? 'noise hides a neuron: more probes, or less noise' : undefined;
}

function ordered(problem: DeepProblem, { layers, loss }: DeepStudent): DeepStudent {
  return { layers: orderedDeep(layers, problem.activation.symmetry), loss };
}

/** Widths of students: even numbers, as far as probes determine them. */
function widthsFor(problem: DeepProblem, layers: number, maxWidth: number): number[] {
  const { count, outputs } = problem.probes;
  const widths = Array.from({ length: Math.max(1, Math.floor(maxWidth / 2)) }, (_, i) =>
    Math.min(2 * i + 2, maxWidth),
  );
  const known = widths.filter((width) => {
    const freedom = problem.freedom(Array.from({ length: layers }, () => width));
    return freedom >= 0.2 * count * outputs;
  });
  if (known.length > 0) return known;
  throw new UsageError(
    `too few probes: got ${count}: expected many more for ${layers} hidden layers, as 100 for each neuron`,
  );
}

/** The share of variance that noise of a known standard deviation has. */
function noiseShare({ probes: { outputScales } }: DeepProblem, noise = 0): number {
  return outputScales.reduce((sum, { deviation }) => sum + (noise / deviation) ** 2, 0) / outputScales.length;
}

/** A turned neuron must not cost a linear term, for which the next layer has no place. */
function refuse(activation: string, layers: number): void {
  refuseUnknowable(activation);
  if (!(Number.isSafeInteger(layers) && layers >= 1))
    throw new UsageError(`got ${layers} hidden layers: expected a whole number from 1`);
  const isKnown = (name: string) => {
    const { symmetry } = activations.get(name);
    return !canTurn(symmetry) || isTurnedAtNoCost(symmetry);
  };
  if (isKnown(activation)) return;
  throw new UsageError(
    `got the activation ${activation} for ${layers} hidden layers: expected ${knowableActivations().filter(isKnown).join(', ')}; one layer of it can be identified`,
  );
}
