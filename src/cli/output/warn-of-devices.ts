import type { Experiment } from '../../experiment/experiment.js';
import { deviceWarnings } from '../../experiment/text/device-warnings.js';
import { remark } from '../run-options.js';

/** Prints what readers of an experiment's results must know of its device models. */
export function warnOfDevices({ conditions }: Pick<Experiment, 'conditions'>): void {
  for (const warning of deviceWarnings(conditions)) remark(warning);
}
