import { z } from 'zod';
import { DEFAULT_WALK, walkNames, type WalkName } from '../../devices/vcm/cycle-walk.js';
import type { Learning } from '../core/learning.js';
import { hasHidden } from '../core/printable.js';
import { changedSettings, type Settings } from '../core/setting.js';
import { catalogue, fromCatalogue } from './catalogue.js';
import { conditionFault } from './condition-fault.js';
import { defaultNoise, noiseLabel, type NoiseChoice } from './noise-choice.js';
import { noiseForm } from './noise-form.js';
import { arrayForm } from './array/array-form.js';
import { presetNoise } from './array/array-of.js';
import { settingsWithin, type ArraySetup } from './array/array-setup.js';
import { nameOf, settings, settingsForm } from './settings-form.js';

/** What a condition chooses where it says nothing: those of the article. */
const DEFAULT_SCHEME = 'self-correcting';
const DEFAULT_LEARNER = 'actor-critic';

const fraction = z.number().min(0).max(1);

/** What learning itself is set to; a condition may differ from its experiment here. */
export const learningSettings = {
  learningRate: z.number().positive().max(1).optional().describe('learning rate α, at most 1'),
  discount: fraction.optional().describe('discount γ, from 0 to 1'),
  temperature: z
    .number()
    .positive()
    .optional()
    .describe('temperature T of the softmax policy, in units of the preferences'),
  threshold: fraction
    .optional()
    .describe('smallest update Δw that is made, as a share of the window; smaller ones are dropped'),
};

/** The form of a condition as a user writes it. */
export const conditionForm = fromCatalogue(() =>
  settings({
    name: z
      .string()
      .regex(/^[^",\r\n]+$/, 'expected a name without quotes, commas and line breaks')
      .refine((name) => !hasHidden(name), 'expected a name without control characters')
      .optional()
      .describe('its name in figures and tables; by default made from its settings'),
    bank: nameOf(catalogue.devices).describe(
      'device model: exact memories, the mean curve, every measured cycle, or a published array of pulsed step devices',
    ),
    bankSettings: settingsForm(catalogue.devices).optional().describe('settings of the device model'),
    noise: noiseForm()
      .optional()
      .describe(
        'write: each update adds a random error that stays; read: each reading is off by a random error (white and slow, 1/f-like), the device itself does not change; pulse: each pulse adds a small error, they add up; preset: the own noise of a published array; or an object of noises that act together, each fitted, 0 or of a size of its own',
      ),
    sigma: fraction
      .optional()
      .describe(
        'standard deviation of write noise for all devices, in units of their windows, instead of the fitted ones: the same as noise: { write: … }',
      ),
    pulses: nameOf(catalogue.pulses)
      .default('linear')
      .describe(
        'pulses for a wanted change: N Δw rounded; the difference on the device’s mean curve; N Δw rounded up or down at random',
      ),
    scheme: nameOf(catalogue.schemes).default(DEFAULT_SCHEME).describe('what is done about write errors'),
    schemeSettings: settingsForm(catalogue.schemes).optional().describe('settings of the scheme'),
    averaging: z
      .int()
      .min(1)
      .max(1024)
      .optional()
      .describe(
        'number of products that are averaged each time the learner asks for one, with any scheme (default: 1)',
      ),
    walk: z
      .enum(walkNames)
      .default(DEFAULT_WALK)
      .describe(
        'how a device goes through its measured cycles: as the reference program does, or reflecting at the ends',
      ),
    learner: nameOf(catalogue.learners).default('actor-critic').describe('what learns'),
    learnerSettings: settingsForm(catalogue.learners).optional().describe('settings of the learner'),
    array: arrayForm()
      .optional()
      .describe('settings of the array that replace those of the experiment, one by one'),
    ...learningSettings,
  }).superRefine((written, context) => {
    const fault = conditionFault(written);
    if (fault) context.addIssue({ code: 'custom', ...fault });
  }),
);

type Written = z.infer<ReturnType<typeof conditionForm>>;
export type ConditionInput = z.input<ReturnType<typeof conditionForm>>;

/** One way of learning, every choice made; where it differs from the experiment's learning, that is said too. */
export interface Condition extends Partial<Learning> {
  name: string;
  bank: string;
  bankSettings?: Settings;
  noise: NoiseChoice;
  sigma?: number;
  pulses: string;
  scheme: string;
  schemeSettings?: Settings;
  /** products that are averaged; left out for one */
  averaging?: number;
  walk: WalkName;
  /** left out for the actor–critic of the article */
  learner?: string;
  learnerSettings?: Settings;
  /** what of the array differs from that of the experiment */
  array?: ArraySetup;
}

/** The name of a condition's learner. */
export function learnerName({ learner = DEFAULT_LEARNER }: Pick<Condition, 'learner'>): string {
  return learner;
}

/** The learner of a condition. */
export function learnerOf(condition: Pick<Condition, 'learner'>) {
  return catalogue.learners.get(learnerName(condition));
}

/** A condition with every choice made. @param common the learning and the array of its experiment */
export function completeCondition(
  written: Written,
  common: Partial<Learning> & { readonly array?: ArraySetup },
): Condition {
  const { bank, pulses, scheme, averaging = 1, walk, learner } = written;
  const { array, sigma, learningRate, discount, temperature, threshold } = written;
  const own = sigma === undefined ? presetNoise(common, { bank, ...(array && { array }) }) : undefined;
  // In this order always: what a resumed run writes must be the same to the byte.
  const choices = {
    bank,
    ...changed('bankSettings', catalogue.devices.get(bank), written.bankSettings),
    noise: written.noise ?? own ?? defaultNoise(bank),
    pulses,
    scheme,
    ...changed('schemeSettings', catalogue.schemes.get(scheme), written.schemeSettings),
    ...(averaging > 1 && { averaging }),
    walk,
    ...(learner !== DEFAULT_LEARNER && { learner }),
    ...changed('learnerSettings', catalogue.learners.get(learner), written.learnerSettings),
    ...(array && Object.keys(array).length > 0 && { array }),
    ...defined({ sigma, learningRate, discount, temperature, threshold }),
  };
  return { name: written.name ?? describe(choices, common), ...choices };
}

function changed<Name extends string>(
  name: Name,
  kind: { settings: Parameters<typeof changedSettings>[0] },
  written: Partial<Settings> | undefined,
): Partial<Record<Name, Settings>> {
  const settings = changedSettings(kind.settings, written);
  return settings ? ({ [name]: settings } as Record<Name, Settings>) : {};
}

/** The main choices, and whatever else is not the default. */
function describe(condition: Omit<Condition, 'name'>, common: Partial<Learning>): string {
  const { bank, noise, pulses, scheme, walk, learner } = condition;
  const {
    bankSettings,
    schemeSettings,
    learnerSettings,
    averaging,
    learningRate,
    discount,
    temperature,
    threshold,
    sigma,
  } = condition;
  const exact = catalogue.devices.get(bank).exact;
  const numbers = Object.entries(
    defined({ averaging, sigma, learningRate, discount, temperature, threshold }),
  );
  const settings = [
    ...[bankSettings, schemeSettings, learnerSettings].flatMap((each) => Object.entries(each ?? {})),
    ...settingsWithin(condition.array ?? {}),
  ];
  const others = numbers.filter(([key, value]) => value !== common[key as keyof Learning]);
  return [
    ...(exact
      ? [bank, ...(scheme === DEFAULT_SCHEME ? [] : [scheme])]
      : [bank, noiseLabel(noise), pulses, scheme]),
    ...(walk === DEFAULT_WALK ? [] : [walk]),
    ...(learner ? [learner] : []),
    ...[...settings, ...others].map(([key, value]) => `${key} ${String(value)}`),
  ].join('/');
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what is undefined. */
export function defined<T extends object>(values: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
}
