import { z } from 'zod';
import { completeSettings } from '../../core/setting.js';
import { catalogue, fromCatalogue } from '../catalogue.js';
import { conditionFault } from '../condition-fault.js';
import { conditionForm, learnerName } from '../condition.js';
import { nameOf, settings } from '../settings-form.js';

/** The tasks whose expected update is known: all their transitions are certain. */
function chainedTasks(): { readonly names: readonly string[] } {
  return {
    names: catalogue.tasks.entries.flatMap(([name, kind]) =>
      kind.make(completeSettings(kind.settings)).chain ? [name] : [],
    ),
  };
}

const rate = z.number().positive().max(1).optional();

function criticConditionForm() {
  const { name, bank, bankSettings, noise, sigma, pulses, scheme, schemeSettings, averaging, walk, array } = conditionForm().shape;
  return settings({
    name, bank, bankSettings, noise, sigma, pulses, scheme, schemeSettings, averaging, walk, array,
    rate: rate.describe('learning rate α of this condition'),
  }).superRefine((written, context) => {
    const fault = conditionFault({ ...written, learner: learnerName({}) });
    if (fault) context.addIssue({ code: 'custom', ...fault });
  });
} // prettier-ignore

/** The form of a file of `memloop flow` with a task: a critic beside its flow. */
export const criticForm = fromCatalogue(() =>
  settings({
    $schema: z.string().optional().describe('path of the JSON Schema, for editors; ignored by memloop'),
    task: nameOf(chainedTasks()).describe('the task whose values are learned'),
    policy: z
      .union([z.literal('random', { error: 'expected "random", or a list with the probability of each action' }), z.array(z.number().min(0).max(1)).min(2)])
      .default('random')
      .describe('the fixed policy: random, or the probability of each action in all states'),
    discount: z.number().min(0).max(1).optional().describe('discount γ (default: that of the task)'),
    seeds: z.int().min(1).max(10_000).default(20).describe('independent runs of each condition'),
    firstSeed: z.int().min(0).default(0).describe('seeds are firstSeed, firstSeed + 1, …'),
    until: z.number().positive().max(1e9).default(200).describe('time at which learning ends: steps times learning rate'),
    devices: settings({
      file: z.string().min(1).default('almond8').describe('"almond8" or the path of a device file, from this file’s directory'),
      rate: rate.describe('learning rate α (default: that of the task)'),
      conditions: z.array(criticConditionForm()).min(1).describe('what is compared; every condition runs with the same seeds'),
    }).describe('the devices on which the critic learns'),
  }),
); // prettier-ignore

/** What a user writes, with defaults. */
export type ParsedCritic = z.output<ReturnType<typeof criticForm>>;
