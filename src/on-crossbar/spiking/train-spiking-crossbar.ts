import { UsageError } from '../../core/errors.js';
import { streams } from '../../core/random-stream.js';
import type { SpikeTrains } from '../../networks/spiking/spike-trains.js';
import type { Sequence } from '../../networks/spiking/training/sequences.js';
import { shuffled } from '../../networks/spiking/training/train-spiking.js';
import { WeightLimits } from '../../networks/spiking/training/weight-limits.js';
import type { HostSteps } from './host-steps.js';
import type { SpikingCrossbarGradient } from './spiking-crossbar-gradient.js';

/** How a spiking network is trained in place. */
export interface CrossbarTraining {
  readonly seed: number;
  /** number of times that all sequences are seen */
  readonly epochs: number;
  /** sequences of a batch; default: 16 */
  readonly batch?: number;
  /** what the host makes of a gradient; it keeps its memory from batch to batch */
  readonly steps: HostSteps;
  /** parameters with 0 here are pruned, and their devices get no pulses; default: none */
  readonly mask?: Uint8Array;
  /** is called after each change of the devices, as `SpikingOnDevices.rest` is to be */
  readonly rest?: () => void;
  /** is told of each epoch: how many there were, and the mean loss of a step as it was read */
  readonly watch?: (epoch: number, loss: number) => void;
}

/**
 * Trains a spiking network in place: batches of shuffled sequences are read from the devices, and after each batch the devices move. The loss
 * of a batch is its mean per step, as in `trainSpiking`, and the order of sequences is the same with the same seed.
 */
export async function trainSpikingCrossbar(
  gradient: SpikingCrossbarGradient,
  trains: SpikeTrains,
  sequences: readonly Sequence[],
  settings: CrossbarTraining,
): Promise<void> {
  const { seed, epochs, batch = 16, watch } = settings;
  for (const [what, number] of [['epochs', epochs], ['sequences a batch', batch], ['sequences', sequences.length]] as const)
    if (!(Number.isSafeInteger(number) && number >= 1))
      throw new UsageError(`got ${number} ${what}: expected a whole number from 1`);
  const update = updateOf(gradient, trains, settings);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(sequences.length, streams(seed, epoch)('spiking batches'));
    let [loss, steps] = [0, 0];
    for (let first = 0; first < order.length; first += batch) {
      await update(Array.from(order.subarray(first, first + batch), (n) => sequences[n]));
      loss += gradient.loss[0];
      steps += gradient.steps[0];
    }
    watch?.(epoch + 1, loss / steps);
  }
} // prettier-ignore

/** Reads a batch and moves the devices. */
function updateOf(
  gradient: SpikingCrossbarGradient,
  trains: SpikeTrains,
  { steps, mask, rest }: CrossbarTraining,
): (batch: readonly Sequence[]) => Promise<void> {
  const { crossbar, gradient: slopes } = gradient;
  const change = new Float64Array(slopes.length);
  const limits = new WeightLimits(crossbar.network, mask ? { mask } : {});
  return async (batch) => {
    gradient.clear();
    for (const { from, to } of batch) await gradient.add(trains, from, to);
    for (let i = 0; i < slopes.length; i++) slopes[i] /= gradient.steps[0];
    limits.applyMask(slopes);
    steps.change(slopes, change);
    limits.applyMask(change);
    await crossbar.descend(change);
    rest?.();
  };
}
