import { RunError, UsageError } from '../../../core/errors.js';
import { adamMoments, adamStep, type AdamMoments } from '../../../core/maths/minimise/adam-moments.js';
import { streams, type RandomStream } from '../../../core/random-stream.js';
import type { SpikeTrains } from '../spike-trains.js';
import type { SpikingGradient } from '../spiking-gradient.js';
import type { Sequence } from './sequences.js';
import { WeightLimits, type WeightLimitSettings } from './weight-limits.js';
import type { Perturb } from './weight-noise.js';

/** How a spiking network is trained. */
export interface SpikingTraining extends WeightLimitSettings {
  readonly seed: number;
  /** number of times that all sequences are seen, from the very start */
  readonly epochs: number;
  /** sequences of a batch; default: 16 */
  readonly batch?: number;
  /** learning rate of Adam; default: 0.01 */
  readonly rate?: number;
  /** what the rate is multiplied by after each epoch; default: 1 */
  readonly decay?: number;
  /** what each batch sees in place of the weights, as weightNoise makes it; default: the weights */
  readonly perturb?: Perturb;
  /** called after each epoch */
  readonly watch?: (epoch: SpikingEpoch) => void;
  /** where a training of the same seed and settings stopped; `parameters` are those that it left. Default: from the start */
  readonly resume?: SpikingTrainingState;
}

/** One epoch of a training. */
export interface SpikingEpoch {
  /** number of epochs so far */
  readonly epoch: number;
  /** mean loss of a step, with the penalty, as batches saw it while weights changed */
  readonly loss: number;
  /** mean spikes per neuron and step */
  readonly activity: number;
  /** the column that is trained: copy it to keep it */
  readonly parameters: Float64Array;
}

/** Where a training stopped, as plain data. */
export interface SpikingTrainingState {
  readonly epoch: number;
  readonly moments: AdamMoments;
}

/**
 * Trains a spiking network by Adam over shuffled batches of sequences, each from rest. The loss of a batch is its mean per step. The same
 * seed gives the same parameters, and so does a training that stopped after an epoch and went on.
 *
 * @param parameters where training starts; changed in place
 * @returns what `resume` takes, to train for more epochs
 * @throws UsageError for settings out of range, RunError for a loss that is not finite
 */
export function trainSpiking(
  gradient: SpikingGradient,
  parameters: Float64Array,
  trains: SpikeTrains,
  sequences: readonly Sequence[],
  settings: SpikingTraining,
): SpikingTrainingState {
  check(sequences, settings);
  const { epochs, resume } = settings;
  const moments = resume ? structuredClone(resume.moments) : adamMoments(gradient.network.size);
  const trainer = new Trainer(gradient, parameters, trains, sequences, settings, moments);
  let epoch = resume?.epoch ?? 0;
  while (epoch < epochs) trainer.epoch(epoch++);
  return { epoch, moments };
}

/** Runs epochs, batch by batch. */
class Trainer {
  private readonly limits: WeightLimits;
  private readonly slopes: Float64Array;
  /** the weights that a batch sees */
  private readonly seen: Float64Array;
  /** sums over an epoch */
  private loss = 0;
  private spikes = 0;
  private steps = 0;

  constructor(
    private readonly gradient: SpikingGradient,
    private readonly parameters: Float64Array,
    private readonly trains: SpikeTrains,
    private readonly sequences: readonly Sequence[],
    private readonly settings: SpikingTraining,
    private readonly moments: AdamMoments,
  ) {
    this.limits = new WeightLimits(gradient.network, settings);
    this.limits.apply(parameters);
    this.slopes = new Float64Array(parameters.length);
    this.seen = settings.perturb ? new Float64Array(parameters.length) : parameters;
  }

  epoch(epoch: number): void {
    const { settings, sequences, gradient, parameters } = this;
    const { seed, batch = 16, rate = 0.01, decay = 1, watch } = settings;
    const order = shuffled(sequences.length, streams(seed, epoch)('spiking batches'));
    const noise = streams(seed, epoch)('spiking weight noise');
    this.loss = this.spikes = this.steps = 0;
    for (let first = 0; first < order.length; first += batch)
      this.update(order.subarray(first, first + batch), noise, rate * decay ** epoch);
    const { loss, spikes, steps } = this;
    if (!Number.isFinite(loss))
      throw new RunError(
        `training of a spiking network: the loss of epoch ${epoch + 1} is ${loss}; check targets and weights, or take a lower rate`,
      );
    const activity = spikes / (steps * gradient.pass.neurons);
    watch?.({ epoch: epoch + 1, loss: loss / steps, activity, parameters });
  }

  /** One step of Adam, for a batch. */
  private update(batch: Uint32Array, noise: RandomStream, rate: number): void {
    const { gradient, parameters, seen, slopes, limits, settings } = this;
    if (settings.perturb) {
      seen.set(parameters);
      settings.perturb(seen, noise);
    }
    slopes.fill(0);
    let length = 0;
    for (const n of batch) {
      const { from, to } = this.sequences[n];
      this.loss += gradient.add(seen, slopes, this.trains, from, to);
      this.spikes += gradient.pass.spikes;
      length += to - from;
    }
    this.steps += length;
    for (let i = 0; i < slopes.length; i++) slopes[i] /= length;
    limits.applyMask(slopes);
    adamStep(this.moments, parameters, slopes, rate);
    limits.apply(parameters);
  }
}

/** Numbers below `count` in random order (Fisher and Yates). */
export function shuffled(count: number, stream: RandomStream): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function check(
  sequences: readonly Sequence[],
  { epochs, batch = 16, rate = 0.01, decay = 1 }: SpikingTraining,
): void {
  if (sequences.length === 0) throw new UsageError('got no sequences to train with: expected one or more');
  for (const [what, number] of [
    ['epochs', epochs],
    ['sequences a batch', batch],
  ] as const)
    if (!(Number.isSafeInteger(number) && number >= 1))
      throw new UsageError(`got ${number} ${what}: expected a whole number from 1`);
  for (const [what, number] of [
    ['learning rate', rate],
    ['decay of the learning rate', decay],
  ] as const)
    if (!(number > 0 && number < Infinity))
      throw new UsageError(`got the ${what} ${number}: expected a number above 0`);
}
