import type { DeviceFit } from '../../../devices/files/device-form.js';
import { assemble } from '../assemble.js';
import type { Experiment } from '../experiment.js';
import { arrayOf } from './array-of.js';

/** Assembles each condition with an array once, so that what its devices do not allow is refused before a run begins. @throws UsageError that names the setting */
export function tryArrays(experiment: Experiment, fits: readonly DeviceFit[]): void {
  if (experiment.board !== undefined) return;
  for (const condition of experiment.conditions)
    if (arrayOf(experiment, condition)) assemble(experiment, condition, fits)(experiment.firstSeed);
}
