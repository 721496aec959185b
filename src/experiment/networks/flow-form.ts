import { z } from 'zod';
import { functions } from '../../flow/data/functions.js';
import { methods } from '../../flow/methods/methods.js';
import { activations } from '../../networks/activations/activations.js';
import { losses } from '../../networks/losses/losses.js';
import { fromCatalogue } from '../catalogue.js';
import { nameOf, settings, settingsForm } from '../settings-form.js';
import { criticForm } from '../critic/critic-form.js';
import { devicesForm } from './devices-form.js';

const layer = settings({
  width: z.int().min(1).max(10_000).describe('number of neurons'),
  activation: nameOf(activations)
    .optional()
    .describe('what each neuron applies to its sum (default: identity)'),
  bias: z.boolean().optional().describe('whether each neuron has a bias (default: true)'),
});

const layers = z.array(layer).min(1);

const data = settings({
  teacher: settings({
    layers: layers.describe('its layers, the last one its outputs'),
    seed: z.int().min(0).default(0).describe('seed of its weights'),
  })
    .optional()
    .describe('a network with random weights, whose answers are learned'),
  inputs: z.int().min(1).max(10_000).optional().describe('number of inputs of a teacher; they are normal'),
  function: nameOf(functions).optional().describe('a function by name'),
  file: z.string().min(1).optional().describe('a CSV file with a heading, from this file’s directory'),
  targets: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('columns of the file that are learned; all others are inputs'),
  samples: z
    .union([z.int().min(1).max(10_000_000), z.literal('infinite')], {
      error: 'expected a whole number from 1 to 10000000, or "infinite"',
    })
    .optional()
    .describe('number of samples (default: 1000); "infinite" for a teacher with one hidden layer'),
  noise: z.number().min(0).optional().describe('standard deviation of what is added to targets (default: 0)'),
  seed: z.int().min(0).default(0).describe('seed of inputs and noise; all runs share the samples'),
});

const chosen = settings({
  method: nameOf(methods).describe('name of the method'),
  name: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('its name in tables and figures (default: that of the method)'),
  settings: settingsForm(methods).optional().describe('settings of the method'),
});

/** The form of a file of `memloop flow`. */
export const flowForm = fromCatalogue(() => settings({
  $schema: z.string().optional().describe('path of the JSON Schema, for editors; ignored by memloop'),
  data: data.describe('what is learned: a teacher, a function, or a file'),
  layers: layers.describe('layers of the network that learns, the last one its outputs'),
  loss: nameOf(losses).default('mean-square').describe('what an error costs, as a mean over samples'),
  method: z
    .union([nameOf(methods), chosen, z.array(z.union([nameOf(methods), chosen])).min(1)])
    .default('rodas5p')
    .describe('how the network learns: a name, an object with settings, or a list of them'),
  finish: nameOf(methods).optional().describe('a method that goes on from the end of each flow, such as newton'),
  seeds: z.int().min(1).max(10_000).default(1).describe('runs of each method, from different weights'),
  firstSeed: z.int().min(0).default(0).describe('seeds are firstSeed, firstSeed + 1, …'),
  spread: z.number().positive().default(1).describe('weights start with this standard deviation, divided by √inputs; biases with 0'),
  until: z.number().positive().max(1e12).default(1000).describe('time at which a flow ends; time is that of the mean loss'),
  times: z
    .array(z.number().positive().max(1e12))
    .min(1)
    .optional()
    .describe('times at which a flow is seen (default: eight a decade, over six decades)'),
  tolerance: z.number().min(1e-13).max(0.1).default(1e-8).describe('allowed error of a step of a flow, absolute and relative'),
  attempts: z.int().min(1).default(1_000_000).describe('steps that a flow may try'),
  iterations: z.int().min(1).default(1000).describe('iterations of methods that do not follow the flow'),
  gradient: z.number().min(0).default(1e-10).describe('largest slope that counts as zero: a method ends there'),
  devices: devicesForm().optional().describe('the same network on devices, beside its flow'),
})); // prettier-ignore

/** What a user writes for `memloop flow`. */
export type FlowInput = z.input<ReturnType<typeof flowForm>>;
/** The same with defaults. */
export type ParsedFlow = z.output<ReturnType<typeof flowForm>>;

/** The JSON Schema of a file of `memloop flow`, so that editors complete and check it. */
export function flowJsonSchema(): object {
  return {
    $id: 'memloop-flow',
    title: 'memloop flow',
    ...z.toJSONSchema(z.union([flowForm(), criticForm()]), { io: 'input' }),
  };
}
