import { createHash } from 'node:crypto';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { catalogue } from '../experiment/catalogue.js';
import { defined, type ConditionInput } from '../experiment/condition.js';
import type { ExperimentInput } from '../experiment/experiment.js';
import { noiseLabel, type NoiseChoice } from '../experiment/noise-choice.js';

/** What a figure is asked for in place of the article's setting; what is left out stays the article's. */
export interface OtherSetting {
  noise?: NoiseChoice;
  bank?: string;
  scheme?: string;
  pulses?: string;
  walk?: string;
  seeds?: number;
  firstSeed?: number;
  /** path of a device file */
  devices?: string;
  population?: number;
}

/** The settings of a run as a whole; the others are those of a condition. */
const OF_RUN = ['seeds', 'firstSeed', 'devices', 'population'] as const;
const OF_CONDITION = ['noise', 'bank', 'scheme', 'pulses', 'walk'] as const;
const LONGEST_NAME = 40;
const LONGEST_LABEL = 24;

/** The setting, if anything of it is not the article's. */
export function otherSetting(setting: OtherSetting): OtherSetting | undefined {
  const given = defined(setting) as OtherSetting;
  return Object.keys(given).length > 0 ? given : undefined;
}

/** The setting, if more of it than the seeds is not the article's: other seeds ask the same question again. */
export function apartFromSeeds(other: OtherSetting | undefined): OtherSetting | undefined {
  const { seeds: _, firstSeed: _first, ...rest } = other ?? {};
  return otherSetting(rest) && other;
}

/** A setting in words: "noise read, bank cycles". */
export function settingInWords(other: OtherSetting): string {
  return words(other, [...OF_CONDITION, ...OF_RUN]).join(', ');
}

/** A setting as the end of a name of files: "-noise-read". */
export function settingSuffix(other: OtherSetting | undefined): string {
  if (!other) return '';
  const full = settingInWords(other).replaceAll(/[^A-Za-z0-9.]+/g, '-');
  const digest = createHash('sha256').update(JSON.stringify(other)).digest('hex').slice(0, 8);
  return full.length > LONGEST_NAME ? `-${full.slice(0, LONGEST_NAME)}-${digest}` : `-${full}`;
}

/** The settings given that a figure does not depend on. @param takes those that it depends on; left out for all */
export function withoutEffect(
  other: OtherSetting,
  takes: readonly (keyof OtherSetting)[] | undefined,
): string[] {
  return Object.keys(other).filter((name) => takes && !takes.includes(name as keyof OtherSetting));
}

/** The devices of a figure that needs no run. */
export function devicesIn(other: OtherSetting | undefined): DeviceFit[] {
  return (other?.devices === undefined ? shippedDevices() : readDeviceFile(other.devices)).devices;
}

/**
 * The experiment of a figure in another setting. Conditions of exact memories stay as they are. The others keep what
 * they themselves say of noise and scheme, because it is what they stand for: a noise level, a control without feedback.
 */
export function inSetting(input: ExperimentInput, other: OtherSetting | undefined): ExperimentInput {
  if (!other) return input;
  const { seeds, firstSeed, devices, population } = other;
  const conditions = input.conditions ?? catalogue.tasks.get(input.environment).defaults.conditions;
  return {
    ...input,
    ...defined({ seeds, firstSeed, devices, population }),
    conditions: conditions.map((condition) => changed(condition, other)),
  };
}

function changed(condition: ConditionInput, other: OtherSetting): ConditionInput {
  if (catalogue.devices.get(condition.bank).exact) return condition;
  const choices = { ...other };
  for (const name of OF_RUN) delete choices[name];
  const { noise, sigma, scheme } = condition;
  if (scheme !== undefined) delete choices.scheme;
  if (choices.bank === condition.bank) delete choices.bank;
  if (noise !== undefined || sigma !== undefined) {
    delete choices.noise;
    // A published array has noise of its own, and takes no other level.
    if (choices.bank !== undefined && catalogue.devices.get(choices.bank).noise !== 'fitted')
      delete choices.bank;
  }
  const kept = other.noise !== undefined && choices.noise === undefined;
  const own = words(choices, OF_CONDITION);
  const changes = kept && own.length === 0 ? [`${noiseLabel(noise ?? 'write')} noise`] : own;
  if (changes.length === 0) return condition;
  return {
    ...condition,
    ...choices,
    ...(choices.bank !== condition.bank && choices.bank !== undefined && { bankSettings: undefined }),
    name: `${condition.name} (${shortly(changes)})`,
  } as ConditionInput;
}

/** One change, if its words are few: names of conditions stand in figures and tables, below the whole setting. */
function shortly([change, ...others]: readonly string[]): string {
  return others.length === 0 && change.length <= LONGEST_LABEL ? change : 'other setting';
}

function words(other: OtherSetting, names: readonly (keyof OtherSetting)[]): string[] {
  return names.flatMap((name) => {
    const value = other[name];
    if (value === undefined) return [];
    return [`${WORDS[name] ?? name} ${typeof value === 'object' ? noiseLabel(value) : value}`];
  });
}

const WORDS: Partial<Record<keyof OtherSetting, string>> = { firstSeed: 'first seed' };
