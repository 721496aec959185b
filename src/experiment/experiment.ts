import { z } from 'zod';
import { complaint, mainIssue, placeOf, shown, type Issue } from '../core/complaint.js';
import { UsageError } from '../core/errors.js';
import type { Learning } from '../core/learning.js';
import { changedSettings, settingFault, type Settings } from '../core/setting.js';
import { arrayForm } from './array/array-form.js';
import { arrayFault } from './array/array-of.js';
import type { ArraySetup } from './array/array-setup.js';
import { boardForm, type BoardSetup } from './board/board-form.js';
import { boardFault } from './board/check-board.js';
import { catalogue, fromCatalogue } from './catalogue.js';
import {
  completeCondition,
  conditionForm,
  defined,
  learnerName,
  learnerOf,
  learningSettings,
  type Condition,
} from './condition.js';
import { engineNames, outOfScope, type Engine } from './engine.js';
import { nameOf, settings, settingsForm } from './settings-form.js';

/** More than any task has weights. */
const MOST_DEVICES = 10_000;

/** The form of an experiment as a user writes it. */
export const experimentForm = fromCatalogue(() =>
  settings({
    $schema: z.string().optional().describe('path of the JSON Schema, for editors; ignored by memloop'),
    plugins: z
      .array(z.string().min(1))
      .optional()
      .describe(
        'modules with kinds of your own: paths from this file’s directory, or names of packages; their kinds are named plugin/name',
      ),
    environment: nameOf(catalogue.tasks).describe(
      'the task; settings that are left out have the defaults of the task',
    ),
    taskSettings: settingsForm(catalogue.tasks).optional().describe('settings of the task'),
    seeds: z.int().min(1).max(1_000_000).optional().describe('independent runs of each condition'),
    firstSeed: z.int().min(0).default(0).describe('seeds are firstSeed, firstSeed + 1, …'),
    episodes: z.int().min(1).max(1_000_000).optional().describe('episodes per run'),
    stepLimit: z.int().min(1).optional().describe('maximum number of moves of an episode'),
    ...learningSettings,
    devices: z
      .string()
      .min(1)
      .default('almond8')
      .describe(
        '"almond8" (the 27 measured devices that ship) or the path of a device file, from this file’s directory',
      ),
    population: z
      .int()
      .min(1)
      .max(MOST_DEVICES)
      .optional()
      .describe(
        'number of new devices, drawn with the first seed from the distribution of the measured ones',
      ),
    engine: z
      .enum(['auto', ...engineNames])
      .optional()
      .describe(
        'what simulates: ts can do everything; wasm is a faster loop for the mazes of the article; auto (the default) takes wasm where it can',
      ),
    array: arrayForm()
      .optional()
      .describe(
        'the array that the devices are in: converters, time, temperature; ideal where nothing is said',
      ),
    board: boardForm().optional().describe('weights that are devices on a board; all others are simulated'),
    conditions: z
      .array(conditionForm())
      .min(1)
      .optional()
      .describe('what is compared; every condition runs with the same seeds'),
  }),
);

/** What is run: a plain object, complete and checked. */
export interface Experiment extends Learning {
  environment: string;
  taskSettings?: Settings;
  seeds: number;
  firstSeed: number;
  episodes: number;
  stepLimit: number;
  devices: string;
  /** devices drawn from the distribution of those, in their place */
  population?: number;
  /** what the devices are in; left out for an ideal array */
  array?: ArraySetup;
  /** where some of the weights are physical */
  board?: BoardSetup;
  /** what simulates; left out for the compiled loop wherever it can */
  engine?: Engine;
  conditions: Condition[];
}

/** What a user writes. */
export type ExperimentInput = z.input<ReturnType<typeof experimentForm>>;

/** A wrong setting, with its path, so that a reader of files can point at the place. */
export class ExperimentError extends UsageError {
  constructor(
    message: string,
    readonly path: readonly PropertyKey[],
    /** whether it is wrong because there is no such setting */
    readonly isUnknown = false,
  ) {
    super(message);
  }
}

/** The refusal of a value whose form is wrong. */
export function misformed(issues: readonly Issue[], value: unknown): ExperimentError {
  const issue = mainIssue(issues);
  return new ExperimentError(complaint(issues, value), placeOf(issue), issue.code === 'unrecognized_keys');
}

/** Checks an experiment and fills in what was left out. @throws ExperimentError that names the path and what is allowed */
export function parseExperiment(value: unknown): Experiment {
  const parsed = experimentForm().safeParse(value);
  if (!parsed.success) {
    throw misformed(parsed.error.issues, value);
  }
  const {
    $schema: _,
    plugins: _loaded,
    environment,
    taskSettings,
    firstSeed,
    devices,
    engine,
    conditions: written,
    ...sizes
  } = parsed.data;
  const kind = catalogue.tasks.get(environment);
  const misfit = settingFault(environment, kind.settings, taskSettings);
  if (misfit) throw misset('taskSettings', misfit.name, taskSettings?.[misfit.name], misfit.expected);
  const { conditions: own, ...defaults } = kind.defaults;
  const changed = changedSettings(kind.settings, taskSettings);
  const common = {
    environment,
    ...(changed && { taskSettings: changed }),
    ...defaults,
    ...defined(sizes),
    firstSeed,
    devices,
    ...(engine !== undefined && engine !== 'auto' && { engine }),
  };
  const conditions = (written ?? own.map((one) => conditionForm().parse(one))).map((one) =>
    completeCondition(one, common),
  );
  refuseLargeSeeds(common);
  refuseSameNames(conditions);
  refuseOtherColumns(conditions);
  const experiment = { ...common, conditions };
  const fault = arrayFault(common, conditions) ?? (common.board && boardFault(common.board, experiment));
  if (fault) throw new ExperimentError(fault.message, fault.path);
  refuseOutOfScope(experiment);
  return experiment;
}

/** The compiled loop where it cannot be. */
function refuseOutOfScope(experiment: Experiment): void {
  if (experiment.engine !== 'wasm') return;
  for (const condition of experiment.conditions) {
    const odd = outOfScope(experiment, condition);
    if (odd !== undefined)
      throw new ExperimentError(
        `engine: got "wasm", which cannot do the ${odd} of condition "${condition.name}": expected "auto", which takes ts there`,
        ['engine'],
      );
  }
}

function misset(place: string, name: string, got: unknown, expected: string): ExperimentError {
  return new ExperimentError(`${place}.${name}: got ${shown(got)}: ${expected}`, [place, name]);
}

/** The tables of a run have one set of columns. */
function refuseOtherColumns(conditions: readonly Condition[]): void {
  const columns = (condition: Condition) =>
    learnerOf(condition)
      .heads(1)
      .map((head) => head.column(0))
      .join();
  const other = conditions.findIndex((condition) => columns(condition) !== columns(conditions[0]));
  if (other < 0) return;
  throw new ExperimentError(
    `conditions.${other}.learner: got ${learnerName(conditions[other])}: expected a learner with the same columns as ${learnerName(conditions[0])}, the learner of the first condition; run it in an experiment of its own`,
    ['conditions', other, 'learner'],
  );
}

function refuseLargeSeeds({ firstSeed, seeds }: Pick<Experiment, 'firstSeed' | 'seeds'>): void {
  const maximum = Number.MAX_SAFE_INTEGER - (seeds - 1);
  if (firstSeed <= maximum) return;
  throw new ExperimentError(
    `firstSeed: got ${firstSeed}: expected at most ${maximum} where there are ${seeds} seeds`,
    ['firstSeed'],
  );
}

function refuseSameNames(conditions: readonly Condition[]): void {
  const names = conditions.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice < 0) return;
  throw new ExperimentError(
    `conditions.${twice}.name: got "${names[twice]}" a second time: expected names that differ`,
    ['conditions', twice],
  );
}

/** The JSON Schema of an experiment file, so that editors complete and check it. */
export function experimentJsonSchema(): object {
  return {
    $id: 'memloop-experiment',
    title: 'memloop experiment',
    ...z.toJSONSchema(experimentForm(), { io: 'input' }),
  };
}
