import { z } from 'zod';
import { nearest } from '../../core/nearest.js';
import { arraySettings } from '../array/array-form.js';
import { nextWords } from '../array/written-array.js';
import { conditionForm } from '../condition.js';
import { experimentForm } from '../experiment.js';
import { fromCatalogue } from '../catalogue.js';
import { noiseNameForm } from '../noise-form.js';
import { optionalSettings } from '../optional-settings.js';
import { learnerSettingsShape, schemeSettingsShape, settings as only } from '../settings-form.js';
import { untilForm } from './until.js';

/** Before the place of a setting of the array: array.adc.bits. */
export const ARRAY = 'array.';

/** The form of a file that sweeps settings; conditions may leave out what the sweep sets. */
export const sweepForm = fromCatalogue(() => {
  const { name, schemeSettings, bankSettings, learnerSettings, array, ...choices } = conditionForm().shape;
  const objects = { schemeSettings, bankSettings, learnerSettings, array };
  // Settings of schemes and learners stand beside the others here: what is swept is a list of values, one by one.
  // What is swept is a number or a name, so noise as an object stands in a condition.
  const noise = noiseNameForm.optional().describe(choices.noise.description ?? '');
  const settings = Object.entries<z.ZodType>({
    ...choices,
    noise,
    ...schemeSettingsShape(),
    ...learnerSettingsShape(),
    ...Object.fromEntries(arraySettings().map(([place, form]) => [`${ARRAY}${place}`, form])),
  });
  return only({
    ...experimentForm().shape,
    conditions: z
      .array(only({ name, ...optionalSettings({ ...choices, ...objects }) }))
      .min(1)
      .optional()
      .describe('in which every combination is run; by default those of the task, or one if bank is swept'),
    sweep: swept(settings),
    until: untilForm()
      .optional()
      .describe('when an adaptive sweep stops; seeds is then the largest number of seeds of a combination'),
  });
});

function swept(settings: [string, z.ZodType][]) {
  const names = settings.map(([setting]) => setting).join(', ');
  return z
    .strictObject(
      optionalSettings(Object.fromEntries(settings), (form) =>
        z
          .array(form)
          .min(1)
          .refine((values) => new Set(values).size === values.length, 'expected values that differ'),
      ),
      {
        error: (issue) =>
          misplaced(
            issue,
            settings.map(([setting]) => setting),
          ),
      },
    )
    .refine((sweep) => Object.keys(sweep).length > 0, `expected a list of values for one of ${names}`)
    .describe('settings with the values that they take; every combination is run in every condition');
}

/** The JSON Schema of a sweep file, so that editors complete and check it. */
export function sweepJsonSchema(): object {
  return { $id: 'memloop-sweep', title: 'memloop sweep', ...z.toJSONSchema(sweepForm(), { io: 'input' }) };
}

function misplaced(
  { code, input, keys = [] }: { code: string; input?: unknown; keys?: unknown },
  names: readonly string[],
): string | undefined {
  const [wrong] = keys as string[];
  if (code === 'unrecognized_keys')
    return `expected one of ${nextWords(wrong, names).join(', ')}${nearest(wrong, names)}`;
  if (input === undefined) return 'expected settings with lists of values; without them use memloop run';
  return undefined;
}
