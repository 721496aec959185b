import type { LayerSettings } from '../../networks/network.js';
import type { Samples } from '../../networks/samples.js';

/** Where samples come from: a network whose answers are learned, a function by name, or columns of a file. */
type DataSource =
  | {
      readonly teacher: { readonly layers: readonly LayerSettings[]; readonly seed: number };
      readonly inputs: number;
    }
  | { readonly function: string }
  | { readonly file: string; readonly targets: readonly string[] };

/** What is to be learned, complete. */
export type DataPlan = DataSource & {
  /** number of samples; of a file it has them all */
  readonly samples: number | 'infinite';
  /** standard deviation of what is added to targets */
  readonly noise: number;
  readonly seed: number;
};

/** Infinitely many samples, as the loss of a teacher. */
interface InfiniteData {
  readonly inputs: number;
  readonly layers: readonly LayerSettings[];
  readonly parameters: Float64Array;
}

/** What a network learns from, as plain numbers. */
export interface FlowData {
  /** number of inputs, and of targets */
  readonly inputs: number;
  readonly outputs: number;
  readonly samples?: Samples;
  readonly infinite?: InfiniteData;
}
