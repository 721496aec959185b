import type { NoiseSplit } from '../noise-split/split-noise.js';
import type { NoiseName } from '../noise/noise.js';
import type { LevelEstimates } from './level-intervals.js';
import type { Misfit } from './misfit.js';

/** A part of the noise that is there. */
export type AdvisedPart = 'white' | 'pink' | 'accumulating' | 'telegraph';

/** The `noise` of a condition of an experiment file; sizes are shares of the window. */
export interface NoiseToSimulate {
  read?: { white?: number; pink?: number };
  pulse?: number;
  telegraph?: { height: number; highDwell: number; lowDwell: number };
}

/** Which noise to simulate, and what helps against it, in plain sentences. */
export interface NoiseAdvice {
  parts: AdvisedPart[];
  /** the noises with which to simulate it: `--noise` of the command line, and telegraph */
  structures: (NoiseName | 'telegraph')[];
  noise: NoiseToSimulate | 'none';
  sentence: string;
}

/** The noise of a device, or of several devices together. */
export interface MeasuredNoise {
  readonly split: NoiseSplit;
  /** branches (SET, RESET) whose evidence `split` adds up */
  readonly branches: number;
  readonly pulses: number;
  /** the fewest cycles of a branch */
  readonly cycles: number;
  readonly levels?: LevelEstimates;
  /** evidence for telegraph noise that is not enough */
  readonly possibleTelegraph?: number;
  /** by the name of the branch */
  readonly misfits?: readonly (readonly [branch: string, misfit: Misfit])[];
}
