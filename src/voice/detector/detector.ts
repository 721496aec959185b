import { SpikingNetwork } from '../../networks/spiking/spiking-network.js';
import { BANDS } from '../features/frames.js';
import type { BinEdges } from '../features/bins.js';

/** How spikes become a decision. */
export interface DetectorSettings {
  /** bins of each band: one of them spikes in each frame */
  readonly bins: number;
  /** neurons of each spiking layer */
  readonly neurons: readonly number[];
  /** what is left of a membrane, and of the output, after a frame */
  readonly leak: number;
  readonly outputLeak: number;
  /** frames that the network hears beyond the one on which it decides */
  readonly delay: number;
  /** frames of the centred mean that smooths the score, an odd number */
  readonly smoothing: number;
}

/** A voice activity detector: what a file of `memloop vad train` holds. */
export interface Detector {
  readonly settings: DetectorSettings;
  readonly edges: BinEdges;
  readonly parameters: Float64Array;
  /** score above which there is speech */
  readonly threshold: number;
  /** what it was trained on, in a sentence */
  readonly source: string;
}

/** The settings of a detector where nothing is said: 110 ms of smoothing, and 50 ms of delay. */
export const defaultSettings: DetectorSettings = {
  bins: 8,
  neurons: [64],
  leak: 0.9,
  outputLeak: 0.6,
  delay: 5,
  smoothing: 11,
};

/** The network of a detector: an input for each bin of each band. */
export function networkOf({ bins, neurons, leak, outputLeak }: DetectorSettings): SpikingNetwork {
  return new SpikingNetwork({ inputs: BANDS * bins, layers: neurons, leak, outputLeak });
}
