import { UsageError } from '../../core/errors.js';
import { normalCumulative, normalDensity } from '../../core/maths/error-function.js';
import type { SlopedObjective } from '../../core/maths/objective.js';
import { standInSlopes, type StandInName } from './stand-in-slope.js';
import { dot, lengthOf, stepNetwork, total, type StepNetwork } from './step-network.js';

/** What a straight-through estimator makes of normal rows Z, in units of the unit vectors along w and w*. */
interface StandInMoments {
  /** E[Z μ′(Z w)] and E[Z μ′(Z w) 1{Z w > 0}], along w */
  readonly own: number;
  readonly gated: number;
  /** E[Z μ′(Z w) 1{Z w* > 0}], along w and along w* */
  readonly along: number;
  readonly across: number;
}

/** φ(0) = 1/√(2π). */
const PEAK = normalDensity(0);

/** The moments in closed form. @param length of w @param angle between w and w* */
const moments: Readonly<Record<StandInName, (length: number, angle: number) => StandInMoments>> = {
  identity: () => ({ own: 0, gated: PEAK, along: 0, across: PEAK }),
  relu: () => ({ own: PEAK, gated: PEAK, along: PEAK / 2, across: PEAK / 2 }),
  // Integrated by parts over 0 < Z w < 1, where the part of Z w* across w is normal too.
  clipped_relu(length, angle) {
    const end = 1 / length;
    const sine = Math.sin(angle);
    const own = PEAK - normalDensity(end);
    return {
      own,
      gated: own,
      along: PEAK / 2 - normalDensity(end) * normalCumulative((end * Math.cos(angle)) / sine),
      across: PEAK * (normalCumulative(end / sine) - 0.5),
    };
  },
};

/**
 * The loss ½ E (vᵀ 1{Z w > 0} − v*ᵀ 1{Z w* > 0})² over all normal Z, and its expected coarse gradient: exact in v, and in w that of a
 * straight-through estimator. All of it is closed forms, those of the clipped relu too (Yin et al., ICLR 2019, arXiv:1903.05662, section 2).
 */
export class ExpectedStepLoss implements SlopedObjective {
  readonly size: number;
  readonly coarse: string;

  /** @param teacher v* and w* @throws UsageError for a w* of zeros */
  constructor(
    private readonly teacher: StepNetwork,
    private readonly standIn: StandInName,
  ) {
    this.size = teacher.v.length + teacher.w.length;
    this.coarse = `the straight-through ${standIn}, ${standInSlopes[standIn].meaning}`;
    directed(teacher.w, 'the teacher');
  }

  value(parameters: Float64Array): number {
    const { v, w } = stepNetwork(parameters, this.teacher);
    return this.loss(v, angleBetween(directed(w, 'the network'), this.teacher.w));
  }

  /** The value; fills the coarse gradient. */
  gradient(parameters: Float64Array, gradient: Float64Array): number {
    const { v, w } = stepNetwork(parameters, this.teacher);
    const slopes = stepNetwork(gradient, this.teacher);
    const angle = angleBetween(directed(w, 'the network'), this.teacher.w);
    this.fillOutgoing(v, angle, slopes.v);
    this.fillIncoming(v, w, angle, slopes.w);
    return this.loss(v, angle);
  }

  /** The true gradient of the loss in w, which no sample shows: each sample’s loss is flat in w. */
  trueSlope(parameters: Float64Array, slope: Float64Array): void {
    const { v, w } = stepNetwork(parameters, this.teacher);
    const [size, own] = [lengthOf(this.teacher.w), lengthOf(w)];
    const cos = dot(w, this.teacher.w) / (size * own);
    const sine = Math.sin(angleBetween(w, this.teacher.w));
    const factor = sine === 0 ? 0 : -dot(v, this.teacher.v) / (2 * Math.PI * own * sine);
    for (let i = 0; i < w.length; i++) slope[i] = factor * (this.teacher.w[i] / size - (cos * w[i]) / own);
  }

  private loss(v: Float64Array, angle: number): number {
    const { v: wanted } = this.teacher;
    const form = (a: Float64Array, b: Float64Array, share: number) => share * dot(a, b) + total(a) * total(b);
    return (form(v, v, 1) - 2 * form(v, wanted, 1 - (2 * angle) / Math.PI) + form(wanted, wanted, 1)) / 8;
  }

  private fillOutgoing(v: Float64Array, angle: number, slope: Float64Array): void {
    const { v: wanted } = this.teacher;
    const share = 1 - (2 * angle) / Math.PI;
    const sum = total(v) - total(wanted);
    for (let j = 0; j < v.length; j++) slope[j] = (v[j] - share * wanted[j] + sum) / 4;
  }

  /** Rows of the same step meet in `gated`, `along` and `across`; other rows are independent, and each is up half the time. */
  private fillIncoming(v: Float64Array, w: Float64Array, angle: number, slope: Float64Array): void {
    const { v: wanted, w: target } = this.teacher;
    const { own, gated, along, across } = moments[this.standIn](lengthOf(w), angle);
    const [square, both] = [dot(v, v), dot(v, wanted)];
    const others = total(v) * (total(v) - total(wanted)) - square + both;
    const mine = (square * gated - both * along + (own * others) / 2) / lengthOf(w);
    const theirs = (both * across) / lengthOf(target);
    for (let i = 0; i < w.length; i++) slope[i] = mine * w[i] - theirs * target[i];
  }
}

/** The angle between two vectors, exact near 0 and π too (Kahan, How futile are mindless assessments of roundoff, 2006). */
function angleBetween(a: Float64Array, b: Float64Array): number {
  const [left, right] = [lengthOf(a), lengthOf(b)];
  const apart = a.map((value, i) => value / left - b[i] / right);
  const together = a.map((value, i) => value / left + b[i] / right);
  return 2 * Math.atan2(lengthOf(apart), lengthOf(together));
}

/** @throws UsageError for a vector that has no direction */
function directed(w: Float64Array, whose: string): Float64Array {
  if (lengthOf(w) > 0) return w;
  throw new UsageError(`got only zeros as w of ${whose}: expected a vector with a direction`);
}
