import { z } from 'zod';

/** Settings none of which is required or has a default, each in a form of its own. @param make the form, from the one of a value */
export function optionalSettings(
  settings: Readonly<Record<string, z.ZodType>>,
  make: (form: z.ZodType) => z.ZodType = (form) => form,
): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(settings).map(([setting, form]) => [
      setting,
      make(required(form))
        .optional()
        .describe(form.description ?? ''),
    ]),
  );
}

/** A form without its default and without leave to be absent. */
function required(form: z.ZodType): z.ZodType {
  if (form instanceof z.ZodOptional || form instanceof z.ZodExactOptional || form instanceof z.ZodDefault)
    return required(form.unwrap() as z.ZodType);
  return form;
}
