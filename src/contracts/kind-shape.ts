import { shown } from '../core/complaint.js';
import type { Setting } from '../core/setting.js';

/**
 * What is wrong with the form of a kind, a sentence each: before anything is made of it.
 *
 * @param methods functions that it must have @param flags keys that are true or left out
 */
export function shapeFaults(
  kind: unknown,
  methods: readonly string[],
  flags: readonly string[] = [],
): string[] {
  if (typeof kind !== 'object' || kind === null) return [`got ${shown(kind)}: expected an object`];
  const parts = kind as Record<string, unknown>;
  const { meaning, settings } = parts;
  return [
    ...(typeof meaning === 'string' && meaning !== ''
      ? []
      : [`meaning: got ${shown(meaning)}: expected a phrase that says what it is`]),
    ...settingsFaults(settings),
    ...methods
      .filter((name) => typeof parts[name] !== 'function')
      .map((name) => `${name}: got ${shown(parts[name])}: expected a function`),
    ...flags
      .filter((name) => parts[name] !== undefined && typeof parts[name] !== 'boolean')
      .map((name) => `${name}: got ${shown(parts[name])}: expected true, or leave it out`),
  ];
}

function settingsFaults(settings: unknown): string[] {
  if (typeof settings !== 'object' || settings === null)
    return [`settings: got ${shown(settings)}: expected an object of settings, {} if there are none`];
  return Object.entries(settings).flatMap(([name, setting]) =>
    settingFaults(setting).map((fault) => `settings.${name}${fault}`),
  );
}

function settingFaults(setting: unknown): string[] {
  if (typeof setting !== 'object' || setting === null)
    return [`: got ${shown(setting)}: expected { default, minimum, maximum, meaning }`];
  const { default: value, minimum, maximum, whole, meaning } = setting as Partial<Setting>;
  const numbers = Object.entries({ default: value, minimum, maximum })
    .filter(([, number]) => typeof number !== 'number' || Number.isNaN(number))
    .map(([name, number]) => `.${name}: got ${shown(number)}: expected a number`);
  if (numbers.length > 0) return numbers;
  const faults = [];
  if (!(value! >= minimum! && value! <= maximum!))
    faults.push(`.default: got ${value}: expected ${minimum} to ${maximum}, its own limits`);
  if (whole && !Number.isInteger(value)) faults.push(`.default: got ${value}: expected a whole number`);
  if (typeof meaning !== 'string') faults.push(`.meaning: got ${shown(meaning)}: expected a phrase`);
  return faults;
}
