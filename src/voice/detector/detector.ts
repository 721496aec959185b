import { SpikingNetwork, type SpikingSettings } from '../../networks/spiking/spiking-network.js';

/** How sound becomes spikes, and spikes a decision. */
export interface DetectorSettings {
  /** mel bands */
  readonly bands: number;
  /** bins of each band: one of them spikes in each frame */
  readonly bins: number;
  /** neurons of each spiking layer */
  readonly neurons: readonly number[];
  /** what is left of a membrane, and of the output, after a frame */
  readonly leak: number;
  readonly outputLeak: number;
  /** frames of the centred mean that smooths the score: 11 are 110 ms */
  readonly smoothing: number;
}

/** A voice activity detector: what a file of `memloop vad train` holds. */
export interface Detector {
  readonly settings: DetectorSettings;
  /** limits between the bins of each band, rising: [band × (bins − 1) + limit] */
  readonly edges: Float64Array;
  readonly parameters: Float64Array;
  /** smoothed probability above which there is speech */
  readonly threshold: number;
  /** what it was trained on */
  readonly source: string;
}

/** The settings of a detector where nothing is said. */
export const defaultSettings: DetectorSettings = {
  bands: 32,
  bins: 8,
  neurons: [64],
  leak: 0.9,
  outputLeak: 0.8,
  smoothing: 11,
};

/** The network of a detector. */
export function networkOf({ bands, bins, neurons, leak, outputLeak }: DetectorSettings): SpikingNetwork {
  const settings: SpikingSettings = { inputs: bands * bins, layers: neurons, leak, outputLeak };
  return new SpikingNetwork(settings);
}
