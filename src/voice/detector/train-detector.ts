import { pruneByMagnitude } from '../../networks/spiking/pruning/prune-by-magnitude.js';
import { pruneLines } from '../../networks/spiking/pruning/prune-lines.js';
import { logisticLoss } from '../../networks/spiking/sequence-loss.js';
import { SpikingGradient, type ActivityPenalty } from '../../networks/spiking/spiking-gradient.js';
import type { SpikingNetwork } from '../../networks/spiking/spiking-network.js';
import { drawSpiking } from '../../networks/spiking/training/draw-spiking.js';
import { cutSequences } from '../../networks/spiking/training/sequences.js';
import { trainSpiking } from '../../networks/spiking/training/train-spiking.js';
import { weightNoise } from '../../networks/spiking/training/weight-noise.js';
import type { VoiceData } from './voice-data.js';

/** How a detector is trained. */
export interface DetectorTraining {
  readonly seed: number;
  /** epochs with all weights */
  readonly epochs: number;
  /** shares of the weights that are pruned, one after another; none for a dense network only */
  readonly prune: readonly number[];
  /** whether whole rows and columns are pruned, which saves devices; default: single weights of small magnitude */
  readonly lines?: boolean;
  /** epochs after each of them */
  readonly after: number;
  /** what spikes cost beyond a wanted number */
  readonly activity: ActivityPenalty;
  /** largest weight of either sign, as a window of devices has it */
  readonly window: number;
  /** noise on the weights that each batch sees, as a share of the window; pruned weights get it too, for their devices are there */
  readonly noise: number;
}

/** How a detector is trained where nothing is said. */
export const defaultTraining: Omit<DetectorTraining, 'seed'> = {
  epochs: 8,
  prune: [0.6, 0.85],
  after: 10,
  activity: { level: 0.08, strength: 10 },
  window: 0.8,
  noise: 0.03,
};

/** Frames of a sequence: two seconds, from rest. */
export const LENGTH = 200;
/** Learning rates, and what is left of them after an epoch: with all weights, and after pruning. */
const DENSE = { rate: 0.004, decay: 0.8 };
const PRUNED = { rate: 0.005, decay: 0.9 };

/** One epoch of a training. */
export interface DetectorEpoch {
  readonly pruned: number;
  readonly epoch: number;
  /** mean cross-entropy of a frame, with the penalty */
  readonly loss: number;
  /** spikes per neuron and frame */
  readonly activity: number;
}

/** What a training gives: the dense network, then one for each pruned share. Plain data. */
export interface TrainedDetectors {
  readonly networks: readonly { readonly pruned: number; readonly parameters: Float64Array }[];
  readonly epochs: readonly DetectorEpoch[];
}

/** Trains a detector, and prunes it step by step. */
export function trainDetector(network: SpikingNetwork, data: VoiceData, training: DetectorTraining): TrainedDetectors {
  const { seed, prune, after, window, noise } = training;
  const { trains, clips, targets } = data;
  const gradient = new SpikingGradient(network, logisticLoss(targets, balanced(targets)), { activity: training.activity });
  const sequences = cutSequences(clips, LENGTH);
  const parameters = drawSpiking(network, seed, trains.row.length / trains.steps);
  const networks: { pruned: number; parameters: Float64Array }[] = [];
  const epochs: DetectorEpoch[] = [];
  const train = (pruned: number, mask?: Uint8Array) => {
    trainSpiking(gradient, parameters, trains, sequences, {
      seed,
      epochs: mask ? after : training.epochs,
      ...(mask ? PRUNED : DENSE),
      ...(mask && { mask }),
      range: window,
      // Devices of pruned lines are not there.
      ...(noise > 0 && { perturb: weightNoise(network, { share: noise, window, ...(mask && training.lines && { mask }) }) }),
      watch: ({ epoch, loss, activity }) => epochs.push({ pruned, epoch, loss, activity }),
    });
    networks.push({ pruned, parameters: parameters.slice() });
  };
  train(0);
  for (const share of prune) train(share, (training.lines ? lineMask : pruneByMagnitude)(network, parameters, { share }));
  return { networks, epochs };
} // prettier-ignore

/** Prunes the same share of rows and of neurons, so that a share of the devices goes: what is left are both of what is left. */
function lineMask(
  network: SpikingNetwork,
  parameters: Float64Array,
  { share }: { share: number },
): Uint8Array {
  const each = 1 - Math.sqrt(1 - share);
  return pruneLines(network, parameters, { inputs: each, neurons: each });
}

/** Weights with which speech and pauses count the same in all, whatever their shares. */
export function balanced(targets: Uint8Array): Float64Array {
  const speech = targets.reduce((sum, target) => sum + target, 0);
  const weight = (count: number) => targets.length / (2 * Math.max(1, count));
  const [yes, no] = [weight(speech), weight(targets.length - speech)];
  return Float64Array.from(targets, (target) => (target === 1 ? yes : no));
}
