import { z } from 'zod';
import { schemeNames, schemes } from '../schemes/schemes.js';
import { completeSettings, schemeSettingsShape, strayOf, type SchemeSettings } from './scheme-settings.js';
import { stepPresetNames, stepPresets, type StepPresetName } from '../../devices/steps/step-presets.js';

const fraction = z.number().min(0).max(1);

/** What learning itself is set to; a condition may differ from its experiment here. */
export const learningSettings = {
  learningRate: z.number().positive().max(1).optional().describe('α'),
  discount: fraction.optional().describe('γ'),
  temperature: z.number().positive().optional().describe('T of the softmax policy'),
  threshold: fraction.optional().describe('updates smaller than this are dropped'),
};

/** The form of an object that has some settings and no others. */
export function settings<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `expected one of ${names}` : undefined),
  });
}

/** How pulses are counted, by name. */
export const pulseNames = ['linear', 'inverse', 'stochastic'] as const;
/** The names of the device models, and of where noise acts. */
export const bankNames = ['ideal', 'mean', 'cycles', ...stepPresetNames] as const;
export const noiseNames = ['none', 'write', 'read', 'pulse', 'preset'] as const;
export type BankName = (typeof bankNames)[number];

/** The form of a condition as a user writes it. */
export const conditionForm = settings({
  name: z
    .string()
    .regex(/^[^",\r\n]+$/, 'expected a name without quotes, commas and line breaks')
    .optional()
    .describe('how figures and tables call it; by default its settings'),
  bank: z
    .enum(bankNames)
    .describe(
      'device model: exact memories, the mean curve, every measured cycle, or a published array of pulsed step devices',
    ),
  noise: z
    .enum(noiseNames)
    .optional()
    .describe(
      'write: drawn at each update and kept; read: drawn at each read and gone; pulse: adds up pulse by pulse; preset: a published array’s own',
    ),
  sigma: fraction
    .optional()
    .describe(
      'one standard deviation for the write noise of all devices, in units of their windows, instead of the fitted ones',
    ),
  pulses: z
    .enum(pulseNames)
    .default('linear')
    .describe(
      'pulses for a wish: N Δw rounded; the difference on the device’s mean curve; N Δw rounded up or down at random',
    ),
  scheme: z.enum(schemeNames).default('self-correcting').describe('what is done about write errors'),
  schemeSettings: settings(schemeSettingsShape)
    .optional()
    .describe('what the scheme is set to, where not as usual'),
  walk: z
    .enum(['published', 'reflecting'])
    .default('published')
    .describe(
      'how a device goes through its measured cycles: as the reference program does, or reflecting at the ends',
    ),
  ...learningSettings,
})
  .refine(({ bank, noise }) => bank !== 'ideal' || noise === undefined || noise === 'none', {
    path: ['noise'],
    error: 'an ideal bank has no noise, expected "none"',
  })
  .refine(
    ({ bank, noise }) => !isStepBank(bank) || noise === undefined || ['none', 'preset'].includes(noise),
    {
      path: ['noise'],
      error: 'a published array has its own noise, expected "preset" or "none"',
    },
  )
  .refine(({ bank, noise }) => isStepBank(bank) || noise !== 'preset', {
    path: ['noise'],
    error: 'only a published array has a preset noise, expected "none", "write", "read" or "pulse"',
  })
  .refine(({ bank, pulses }) => bank !== 'ideal' || pulses === 'linear', {
    path: ['pulses'],
    error: 'an ideal bank counts no pulses, expected "linear"',
  })
  .superRefine(({ scheme, pulses }, context) => {
    if (pulses === 'linear' || !schemes[scheme].countsPulses) return;
    context.addIssue({
      code: 'custom',
      path: ['pulses'],
      message: `${scheme} counts its pulses itself, expected "linear"`,
    });
  })
  .superRefine(({ scheme, schemeSettings }, context) => {
    const stray = schemeSettings && strayOf(scheme, schemeSettings);
    if (stray) {
      context.addIssue({ code: 'custom', path: ['schemeSettings', stray.name], message: stray.expected });
    }
  })
  .refine(({ bank, walk }) => bank === 'cycles' || walk === 'published', {
    path: ['walk'],
    error: 'only a bank of cycles walks through them, expected "published"',
  })
  .refine(({ bank, noise, sigma }) => sigma === undefined || (noise ?? usualNoise(bank)) === 'write', {
    path: ['sigma'],
    error: 'only write noise takes a sigma, expected noise "write" or no sigma',
  });

type Written = z.infer<typeof conditionForm>;
export type ConditionInput = z.input<typeof conditionForm>;

/** What learning is set to: α, γ, T, and the smallest update that is made. */
export interface Learning {
  learningRate: number;
  discount: number;
  temperature: number;
  threshold: number;
}

/** One way of learning, every choice made; where it differs from the experiment's learning, that is said too. */
export type Condition = Pick<Written, 'bank' | 'pulses' | 'scheme' | 'walk'> &
  Partial<Learning> & {
    name: string;
    noise: NonNullable<Written['noise']>;
    sigma?: number;
    schemeSettings?: SchemeSettings;
  };

/** A condition with every choice made. @param usual the learning of its experiment */
export function completeCondition(written: Written, usual: Learning): Condition {
  const { bank, pulses, scheme, walk, sigma, learningRate, discount, temperature, threshold } = written;
  const noise = written.noise ?? usualNoise(bank);
  // In this order always: what a resumed run writes must be the same to the byte.
  const others = defined({ sigma, learningRate, discount, temperature, threshold });
  const different = Object.entries(written.schemeSettings ?? {}).filter(
    ([key, value]) => value !== completeSettings(scheme)[key],
  );
  const schemeSettings = different.length > 0 && Object.fromEntries(different.sort());
  const choices = { bank, noise, pulses, scheme, ...(schemeSettings && { schemeSettings }), walk, ...others };
  return { name: written.name ?? nameOf(choices, usual), ...choices };
}

/** Whether a bank is a published array of pulsed step devices. */
export function isStepBank(bank: BankName): bank is StepPresetName {
  return Object.hasOwn(stepPresets, bank);
}

function usualNoise(bank: BankName): (typeof noiseNames)[number] {
  if (bank === 'ideal') return 'none';
  return isStepBank(bank) ? 'preset' : 'write';
}

/** The main choices, and whatever else is not as usual. */
function nameOf(condition: Omit<Condition, 'name'>, usual: Learning): string {
  const { bank, noise, pulses, scheme, schemeSettings = {}, walk, ...numbers } = condition;
  const ideal = scheme === 'self-correcting' ? [bank] : [bank, scheme];
  const unusual = Object.entries(numbers).filter(([key, value]) => value !== usual[key as keyof Learning]);
  return [
    ...(bank === 'ideal' ? ideal : [bank, noise, pulses, scheme]),
    ...(walk === 'published' ? [] : [walk]),
    ...Object.entries(schemeSettings).map(([key, value]) => `${key} ${value}`),
    ...unusual.map(([key, value]) => `${key} ${value}`),
  ].join('/');
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what is undefined. */
export function defined<T extends object>(values: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
}
