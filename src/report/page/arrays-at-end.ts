import type { DeviceFit } from '../../../devices/files/device-form.js';
import { arrayOf } from '../../experiment/array/array-of.js';
import { arrayReading, type ArrayReading } from '../../experiment/array/array-reading.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { MAXIMUM_ARRAYS } from '../figures/array/read-arrays.js';
import { columnsOf } from './heads.js';

/** What the array of each condition makes of the weights at the end of a run, their mean over seeds; empty where there are too many arrays to draw. */
export function arraysAtEnd(
  experiment: Experiment,
  { conditions }: Summary,
  fits: readonly DeviceFit[],
): (ArrayReading | undefined)[] {
  // A sweep may have a thousand, none of which would be drawn.
  const arrays = experiment.conditions.filter((condition) => arrayOf(experiment, condition));
  if (arrays.length > MAXIMUM_ARRAYS) return [];
  return experiment.conditions.map((condition, i) =>
    arrayReading(experiment, condition, fits, meanWeights(conditions[i])),
  );
}

/** The mean weights in the devices, cells × columns, row by row. */
function meanWeights(condition: ConditionSummary): number[] {
  const columns = columnsOf(condition);
  return columns[0].mean.flatMap((_, cell) => columns.map(({ mean }) => mean[cell]));
}
