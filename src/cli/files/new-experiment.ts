import { UsageError } from '../../core/errors.js';
import { catalogue } from '../../experiment/catalogue.js';
import { defined, type ConditionInput } from '../../experiment/condition.js';
import { ExperimentError, parseExperiment, type Experiment } from '../../experiment/experiment.js';
import { experimentText } from '../../experiment/text/experiment-text.js';
import { noiseOf } from '../noise-option.js';

/** What an experiment to begin with is about; what is left out is the task's own. */
export interface ExperimentChoices {
  task?: string;
  bank?: string;
  noise?: string;
  scheme?: string;
  seeds?: number;
  episodes?: number;
}

/** The text of a new experiment file: the conditions of the task, or ideal memories beside one condition of choice. @throws UsageError that names the option at fault */
export function newExperiment(path: string, choices: ExperimentChoices, plugins: string[] = []): string {
  const heading = [
    `An experiment for memloop. Run it with: memloop run ${path}`,
    'Every setting is here. What you delete gets its default; conditions are compared with the same seeds.',
  ];
  return experimentText(chosen(choices), heading, plugins);
}

function chosen({ task = 't-maze', bank, noise, scheme, seeds, episodes }: ExperimentChoices): Experiment {
  const own = catalogue.tasks.get(task).defaults.conditions;
  const isExact = (condition: ConditionInput) => catalogue.devices.get(condition.bank).exact;
  const condition = defined({
    bank: bank ?? own.find((one) => !isExact(one))!.bank,
    noise: noise === undefined ? undefined : noiseOf(noise),
    scheme,
  });
  const isChosen = [bank, noise, scheme].some((one) => one !== undefined);
  const conditions = isChosen ? [condition, ...own.filter(isExact)] : undefined;
  try {
    return parseExperiment(defined({ environment: task, seeds, episodes, conditions }));
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    throw new UsageError(error.message.replace(/^(conditions\.\d+\.)?/, '--'));
  }
}
