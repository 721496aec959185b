import type { DeviceFit } from '../../../devices/files/device-form.js';
import { arrayOf } from '../../experiment/array/array-of.js';
import { arrayReading, type ArrayReading } from '../../experiment/array/array-reading.js';
import { catalogue } from '../../experiment/catalogue.js';
import { learnerName, type Condition } from '../../experiment/condition.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { MAXIMUM_ARRAYS } from '../figures/array/read-arrays.js';
import { columnsOf } from './heads.js';

/** What the array of each condition makes of the weights at the end of a run, their mean over seeds; of the first few arrays where there are many. */
export function arraysAtEnd(
  experiment: Experiment,
  { conditions }: Summary,
  fits: readonly DeviceFit[],
): (ArrayReading | undefined)[] {
  // A sweep may have a thousand.
  const first = experiment.conditions
    .filter((condition) => isLoaded(experiment, condition) && arrayOf(experiment, condition))
    .slice(0, MAXIMUM_ARRAYS);
  return experiment.conditions.map((condition, i) =>
    first.includes(condition)
      ? arrayReading(experiment, condition, fits, meanWeights(conditions[i]))
      : undefined,
  );
}

/** Whether all kinds of a condition are there: a report loads no plugin. */
function isLoaded({ environment }: Experiment, condition: Condition): boolean {
  const { tasks, devices, schemes, learners } = catalogue;
  return (
    tasks.has(environment) &&
    devices.has(condition.bank) &&
    schemes.has(condition.scheme) &&
    learners.has(learnerName(condition))
  );
}

/** The mean weights in the devices, cells × columns, row by row. */
function meanWeights(condition: ConditionSummary): number[] {
  const columns = columnsOf(condition);
  return columns[0].mean.flatMap((_, cell) => columns.map(({ mean }) => mean[cell]));
}
