import { diagnoseNoise, type NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import type { Characterisation } from '../../../devices/fitting/characterisation.js';

/** Analyses the noise of one measured device in a worker thread. */
export default function noiseOf(measured: Characterisation): NoiseDiagnosis {
  return diagnoseNoise(measured);
}
