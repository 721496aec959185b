import { z } from 'zod';
import { catalogue, fromCatalogue } from './catalogue.js';
import { costNames, efforts } from './comparison-plan.js';
import { conditionForm } from './condition.js';
import { nameOf, settings as only } from './settings-form.js';
import { experimentForm } from './experiment.js';
import { noiseForm } from './noise-form.js';
import { optionalSettings } from './optional-settings.js';

/** The form of a file that compares schemes: what an experiment has, and schemes in place of conditions. */
export const comparisonForm = fromCatalogue(() => {
  const { conditions: _, board: _board, ...common } = experimentForm().shape;
  const { name, scheme: _scheme, ...choices } = conditionForm().shape;
  const rival = only({
    scheme: z.string().min(1).describe('a scheme, or a name that memloop compare lists'),
    name: name.describe('its name in figures and tables; by default that of the scheme'),
    ...optionalSettings(choices),
  });
  const amount = z.number().positive();
  return only({
    ...common,
    schemes: z
      .array(z.union([z.string(), rival]))
      .min(1)
      .optional()
      .describe('what is compared: names, or a scheme with settings of its own, which are not tuned'),
    noise: z
      .array(noiseForm())
      .min(1)
      .optional()
      .describe('noises in which every scheme is compared that names none of its own'),
    banks: z
      .array(nameOf(catalogue.devices))
      .min(1)
      .optional()
      .describe('device models in which every scheme is compared that names none of its own'),
    reference: z.string().optional().describe('name of the scheme that all others are compared with'),
    budget: z
      .union([
        z.enum(costNames),
        only(Object.fromEntries(costNames.map((cost) => [cost, amount.optional()]))),
      ])
      .optional()
      .describe('the cost that matters, or how much of it a run may use: { pulses: 20000 }'),
    tune: z
      .enum(efforts)
      .optional()
      .describe('how much search goes into the settings of each scheme before the verdict (default: quick)'),
  });
});

/** What a user writes to compare schemes. */
export type ComparisonInput = z.input<ReturnType<typeof comparisonForm>>;

/** The JSON Schema of a comparison file, so that editors complete and check it. */
export function comparisonJsonSchema(): object {
  return {
    $id: 'memloop-comparison',
    title: 'memloop comparison',
    ...z.toJSONSchema(comparisonForm(), { io: 'input' }),
  };
}
