import { z } from 'zod';
import { signings } from '../../on-crossbar/signing.js';
import { conditionFault } from '../condition-fault.js';
import { conditionForm, learnerName } from '../condition.js';
import { nameOf, settings } from '../settings-form.js';

/** How weights lie in devices, and how they learn: for all conditions, or for one. */
const learning = {
  signed: nameOf(signings)
    .optional()
    .describe('how signed weights are held: as pairs of columns (the default), or against a reference'),
  range: z
    .number()
    .positive()
    .max(1e6)
    .optional()
    .describe('largest weight of either sign (default: 1.25 times the largest of the flow)'),
  rate: z
    .number()
    .positive()
    .max(1e3)
    .optional()
    .describe('how much of the slope a step goes down (default: 0.05); time is steps times rate'),
  batch: z
    .int()
    .min(1)
    .max(10_000_000)
    .optional()
    .describe('samples of each step, drawn at random (default: all samples, in their order)'),
};

/** The form of a condition: devices, noise, scheme and array as in an experiment. */
function networkConditionForm() {
  const { name, bank, bankSettings, noise, sigma, pulses, scheme, schemeSettings, averaging, walk, array } =
    conditionForm().shape;
  return settings({
    name,
    bank,
    bankSettings,
    noise,
    sigma,
    pulses,
    scheme,
    schemeSettings,
    averaging,
    walk,
    array,
    ...learning,
  }).superRefine((written, context) => {
    const fault = conditionFault({ ...written, learner: learnerName({}) });
    if (fault) context.addIssue({ code: 'custom', ...fault });
  });
}

/** The form of what a file of `memloop flow` says of devices. */
export function devicesForm() {
  return settings({
    file: z
      .string()
      .min(1)
      .default('almond8')
      .describe(
        '"almond8" (the 27 measured devices that ship) or the path of a device file, from this file’s directory; weights take its devices in turn',
      ),
    start: z
      .int()
      .min(0)
      .optional()
      .describe(
        'seed of the weights from which all runs start; then seeds differ in devices and noise alone, and methods run once (default: each seed has a start of its own)',
      ),
    ...learning,
    conditions: z
      .array(networkConditionForm())
      .min(1)
      .describe('what is compared; every condition runs with the same seeds'),
  });
}

/** What a user writes of devices, with defaults. */
export type ParsedDevices = z.output<ReturnType<typeof devicesForm>>;
