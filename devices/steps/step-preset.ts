import type { Deviate, StepArray, StepParameters } from './step-array.js';
import type { StepLaw } from './step-law.js';

/** A published kind of array: its population, and how its devices step. */
export interface StepPreset {
  /** what the devices are, with their source */
  readonly meaning: string;
  readonly parameters: StepParameters;
  /** @param deviate what differs from device to device */
  law(devices: StepArray, deviate: Deviate): StepLaw;
}
