import type { DeviceFit } from '../../../devices/files/device-form.js';
import { arrayReading, type ArrayReading } from '../../experiment/array/array-reading.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { columnsOf } from './heads.js';

/** What the array of each condition makes of the weights at the end of a run, their mean over seeds. */
export function arraysAtEnd(
  experiment: Experiment,
  { conditions }: Summary,
  fits: readonly DeviceFit[],
): (ArrayReading | undefined)[] {
  return experiment.conditions.map((condition, i) =>
    arrayReading(experiment, condition, fits, meanWeights(conditions[i])),
  );
}

/** The mean weights in the devices, cells × columns, row by row. */
function meanWeights(condition: ConditionSummary): number[] {
  const columns = columnsOf(condition);
  return columns[0].mean.flatMap((_, cell) => columns.map(({ mean }) => mean[cell]));
}
