import { z } from 'zod';
import { conditionForm, settings as only } from './condition.js';
import { experimentForm } from './experiment.js';
import { schemeSettingsShape } from './scheme-settings.js';

const { name, schemeSettings, ...choices } = conditionForm.shape;
// A scheme's settings stand beside the others here: what is swept is a list of values, one by one.
const settings = Object.entries<z.ZodType>({ ...choices, ...schemeSettingsShape });
const conditionSettings = Object.entries<z.ZodType>({ ...choices, schemeSettings });
const names = settings.map(([setting]) => setting).join(', ');

const swept = z
  .strictObject(
    each(settings, (form) =>
      z
        .array(form)
        .min(1)
        .refine((values) => new Set(values).size === values.length, 'expected values that differ'),
    ),
    { error: ({ code, input }) => misplaced(code, input) },
  )
  .refine((sweep) => Object.keys(sweep).length > 0, `expected a list of values for one of ${names}`)
  .describe('settings with the values that they take; every combination is run in every condition');

/** The form of a file that sweeps settings; conditions may leave out what the sweep sets. */
export const sweepForm = only({
  ...experimentForm.shape,
  conditions: z
    .array(only({ name, ...each(conditionSettings, (form) => form) }))
    .min(1)
    .optional()
    .describe('in which every combination is run; by default those of the task, or one if bank is swept'),
  sweep: swept,
});

/** The JSON Schema of a sweep file, so that editors complete and check it. */
export function sweepJsonSchema(): object {
  return { $id: 'memloop-sweep', title: 'memloop sweep', ...z.toJSONSchema(sweepForm, { io: 'input' }) };
}

/** Every setting in another form, none of them required. */
function each(
  settings: [string, z.ZodType][],
  make: (form: z.ZodType) => z.ZodType,
): Record<string, z.ZodType> {
  return Object.fromEntries(
    settings.map(([setting, form]) => [
      setting,
      make(bare(form))
        .optional()
        .describe(form.description ?? ''),
    ]),
  );
}

/** A form without its default and without leave to be absent. */
function bare(form: z.ZodType): z.ZodType {
  if (form instanceof z.ZodOptional || form instanceof z.ZodExactOptional || form instanceof z.ZodDefault)
    return bare(form.unwrap() as z.ZodType);
  return form;
}

function misplaced(code: string, input: unknown): string | undefined {
  if (code === 'unrecognized_keys') return `expected one of ${names}`;
  if (input === undefined) return 'expected settings with lists of values; without them use memloop run';
  return undefined;
}
