import type { Calibration } from '../core/calibration.js';
import type { RandomStream } from '../core/random-stream.js';
import type { UpdateBatch } from '../core/update-batch.js';

/** The number of identical pulses for a wanted change of weight: fills `pulses` from `device` and `delta`. */
export interface PulseCount {
  /** @param weight each device's weight as the scheme knows it */
  count(batch: UpdateBatch, weight: Float64Array): void;
}

/** No pulses: for exact memories. */
export const noPulses: PulseCount = {
  count: (batch) => void batch.pulses.fill(0, 0, batch.count),
};

/** n = round(N Δw), half to even, at most N: as if each pulse did the same (the article's choice). */
export class LinearPulses implements PulseCount {
  /** @param range N of each device: pulses from end to end of its window */
  constructor(private readonly range: Int32Array) {}

  count({ device, delta, pulses, count }: UpdateBatch): void {
    for (let i = 0; i < count; i++) {
      const range = this.range[device[i]];
      pulses[i] = bounded(roundHalfToEven(range * delta[i]), range);
    }
  }
}

/**
 * Stochastic rounding: n = ⌊N|Δw|⌋ or one more, with the probability of the fraction, so that E[n] = N|Δw| for the
 * smallest Δw (Gokmen and Vlasov, Front. Neurosci. 10, 333, 2016, who get it from coincidences of pulse trains).
 */
export class StochasticPulses implements PulseCount {
  private readonly drawn: Float64Array;

  constructor(
    private readonly range: Int32Array,
    private readonly random: RandomStream,
  ) {
    this.drawn = new Float64Array(range.length);
  }

  count({ device, delta, pulses, count }: UpdateBatch): void {
    const { drawn } = this;
    this.random.uniforms(drawn, count);
    for (let i = 0; i < count; i++) {
      const range = this.range[device[i]];
      pulses[i] = bounded(Math.sign(delta[i]) * Math.floor(range * Math.abs(delta[i]) + drawn[i]), range);
    }
  }
}

/** n = round(p(w + Δw) − p(w)) on the device's own mean curve, target clipped to the window. */
export class InversePulses implements PulseCount {
  private readonly from: Float64Array;
  private readonly to: Float64Array;

  constructor(
    private readonly calibration: Calibration,
    private readonly range: Int32Array,
  ) {
    this.from = new Float64Array(range.length);
    this.to = new Float64Array(range.length);
  }

  count(batch: UpdateBatch, weight: Float64Array): void {
    const { from, to, range } = this;
    const { device, pulses, count } = batch;
    distances(this.calibration, batch, weight, from, to);
    for (let i = 0; i < count; i++) pulses[i] = bounded(roundHalfToEven(to[i]), range[device[i]]);
  }
}

/**
 * The same with stochastic rounding: n = ⌊p(w + Δw) − p(w) + u⌋ with u uniform in [0, 1). Where the weight is known, E[Δw] is
 * the wanted change, but for the bend of the curve within one pulse: less than 1/8 of max |f″|. So small changes neither
 * vanish, nor drive a bent device to its symmetry point, as counts of equal steps do.
 */
export class StochasticInversePulses implements PulseCount {
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private readonly drawn: Float64Array;

  constructor(
    private readonly calibration: Calibration,
    private readonly range: Int32Array,
    private readonly random: RandomStream,
  ) {
    this.from = new Float64Array(range.length);
    this.to = new Float64Array(range.length);
    this.drawn = new Float64Array(range.length);
  }

  count(batch: UpdateBatch, weight: Float64Array): void {
    const { from, to, drawn, range } = this;
    const { device, pulses, count } = batch;
    distances(this.calibration, batch, weight, from, to);
    this.random.uniforms(drawn, count);
    for (let i = 0; i < count; i++) pulses[i] = bounded(Math.floor(to[i] + drawn[i]), range[device[i]]);
  }
}

/** A pulse count as experiments know it. */
export interface PulseKind {
  /** how it counts, as a phrase */
  readonly meaning: string;
  /** whether it needs the curves of the devices */
  readonly inverts?: true;
  /** @param range N of each device @param calibration of the devices, where it is known @param random a stream of its own */
  make(range: Int32Array, calibration: Calibration | undefined, random: RandomStream): PulseCount;
}

/** The ways of counting pulses, by the names that experiments use. */
export const pulseKinds = {
  linear: { meaning: 'N Δw, rounded', make: (range) => new LinearPulses(range) },
  inverse: {
    meaning: 'the difference on the device’s mean curve',
    inverts: true,
    make: (range, calibration) => new InversePulses(calibration!, range),
  },
  stochastic: {
    meaning: 'N Δw, rounded up or down at random',
    make: (range, _calibration, random) => new StochasticPulses(range, random),
  },
  'stochastic-inverse': {
    meaning: 'the difference on the device’s mean curve, rounded up or down at random',
    inverts: true,
    make: (range, calibration, random) => new StochasticInversePulses(calibration!, range, random),
  },
} satisfies Record<string, PulseKind>;

/** Pulses from w to w + Δw on each device's mean curve, not rounded, into `to`; the target is clipped to the window. */
function distances(
  calibration: Calibration,
  { device, delta, count }: UpdateBatch,
  weight: Float64Array,
  from: Float64Array,
  to: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    from[i] = weight[device[i]];
    to[i] = from[i] + delta[i];
  }
  calibration.locate(device, delta, from, count);
  calibration.locate(device, delta, to, count);
  for (let i = 0; i < count; i++) to[i] -= from[i];
}

function bounded(pulses: number, range: number): number {
  return Math.min(Math.max(pulses, -range), range);
}

/** Adding and taking away 1.5 · 2^52 leaves a double no room for a fraction. */
function roundHalfToEven(x: number): number {
  return x + 6755399441055744 - 6755399441055744;
}
