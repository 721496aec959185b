import { z } from 'zod';
import type { NoiseKind } from '../../devices/noise/noise-kind.js';
import { nearest } from '../core/nearest.js';
import type { Setting } from '../core/setting.js';
import { catalogue } from './catalogue.js';
import { noiseNames, type NoiseChoice } from './noise-choice.js';

type Entry = readonly [name: string, kind: NoiseKind];

/** The form of a noise by its name. */
export const noiseNameForm = z.enum(noiseNames);

/** The form of a condition's noise, made from the catalogue: a name, or an object of noises that act together. */
export function noiseForm(): z.ZodType<NoiseChoice, NoiseChoice> {
  const named = z.enum(noiseNames, { error: expectedName });
  return z.union([named, partsForm()]) as unknown as z.ZodType<NoiseChoice, NoiseChoice>;
}

function expectedName(): string {
  const names = noiseNames.map((name) => `"${name}"`).join(', ');
  return `expected one of ${names}, or an object of noises such as { write: fitted }`;
}

function partsForm(): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const entry of catalogue.noises.entries) {
    const [name, { group, meaning }] = entry;
    if (group === undefined) shape[name] = sizeForm(entry).exactOptional().describe(meaning);
    else shape[group] ??= groupForm(catalogue.noises.entries.filter(([, kind]) => kind.group === group));
  }
  return strict(shape);
}

/** A group of noises: one size for all of them, or an object with a size for each. */
function groupForm(members: readonly Entry[]): z.ZodType {
  const names = members.map(([name]) => name).join(', ');
  const fitted = members.every(([, kind]) => kind.fitted);
  const shape = members.map((member) => {
    return [member[0], sizeForm(member).exactOptional().describe(member[1].meaning)] as const;
  });
  return z
    .union([...constants(fitted, true, `{ ${names} }`), strict(Object.fromEntries(shape))])
    .exactOptional()
    .describe(`its parts: ${names}`);
}

/** One noise: as fitted, 0, a number if it has one setting, or an object of its settings. */
function sizeForm([, { settings, fitted }]: Entry): z.ZodType {
  const entries = Object.entries<Setting>(settings);
  const shape = entries.map(([name, setting]) => {
    const meaning = `${setting.meaning} (default: ${setting.default})`;
    return [name, settingForm(setting).exactOptional().describe(meaning)] as const;
  });
  const object = strict(Object.fromEntries(shape));
  if (entries.length !== 1)
    return z.union([...constants(fitted !== undefined, true, listed(entries)), object]);
  const [[, only]] = entries;
  const range = `a number from ${only.minimum} to ${only.maximum}`;
  const zero = only.minimum > 0;
  const number = settingForm(only, expected(fitted !== undefined, zero, range));
  return z.union([...constants(fitted !== undefined, zero, range), number, object]);
}

function listed(entries: readonly (readonly [string, unknown])[]): string {
  return `{ ${entries.map(([name]) => name).join(', ')} }`;
}

/** What stands for a size without being one. */
function constants(fitted: boolean, zero: boolean, otherwise: string): z.ZodType[] {
  const error = ({ input }: { input?: unknown }) =>
    `${expected(fitted, zero, otherwise)}${nearest(input, fitted ? ['fitted'] : [])}`;
  return [...(fitted ? [z.literal('fitted', { error })] : []), ...(zero ? [z.literal(0, { error })] : [])];
}

function expected(fitted: boolean, zero: boolean, otherwise: string): string {
  const before = [...(fitted ? ['"fitted"'] : []), ...(zero ? ['0'] : [])].join(', ');
  return `expected ${before}${before && ' or '}${otherwise}`;
}

/** The form of a setting's value. @param otherwise what is expected in place of another type */
export function settingForm({ minimum, maximum, whole }: Setting, otherwise?: string): z.ZodNumber {
  const error = ({ code }: { code: string }) => (code === 'invalid_type' ? otherwise : undefined);
  return (whole ? z.int({ error }) : z.number({ error })).min(minimum).max(maximum);
}

/** An object with these keys and no others. */
function strict(shape: Record<string, z.ZodType>) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? (memberOfGroup(issue.keys[0], names) ??
          `expected one of ${names.join(', ')}${nearest(issue.keys[0], names)}`)
        : undefined,
  });
}

/** The remedy where a noise stands beside its group instead of inside. */
function memberOfGroup(name: string, groups: readonly string[]): string | undefined {
  const group = catalogue.noises.has(name) ? catalogue.noises.get(name).group : undefined;
  return group !== undefined && groups.includes(group)
    ? `expected it as ${group}: { ${name}: … }`
    : undefined;
}
