import { z } from 'zod';
import type { ReliabilityKind } from '../../../devices/wrappers/reliability-kind.js';
import { nearest } from '../../core/nearest.js';
import type { Setting } from '../../core/setting.js';
import { catalogue } from '../catalogue.js';
import { settingForm } from '../noise-form.js';
import type { ReliabilityChoice } from './array-setup.js';

/** The form of an array's reliability effects, made from the catalogue: an object of effects with their settings, or a number for an effect with one setting. */
export function reliabilityForm(): z.ZodType<ReliabilityChoice, ReliabilityChoice> {
  const shape = catalogue.reliability.entries.map(
    ([name, kind]) => [name, effectForm(name, kind).exactOptional().describe(kind.meaning)] as const,
  );
  return strict(Object.fromEntries(shape)) as unknown as z.ZodType<ReliabilityChoice, ReliabilityChoice>;
}

function effectForm(effect: string, { settings }: ReliabilityKind): z.ZodType {
  const entries = Object.entries<Setting>(settings);
  const shape = entries.map(([name, setting]) => {
    const meaning = `${setting.meaning} (default: ${setting.default})`;
    return [name, settingForm(setting).exactOptional().describe(meaning)] as const;
  });
  const names = entries.map(([name]) => name).join(', ');
  const object = strict(
    Object.fromEntries(shape),
    `expected some of { ${names} }; ${effect}: {} takes the defaults`,
  );
  return entries.length === 1 ? z.union([settingForm(entries[0][1]), object]) : object;
}

/** An object with these keys and no others. @param otherwise what is expected in place of another type */
function strict(shape: Record<string, z.ZodType>, otherwise?: string) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `expected one of ${names.join(', ')}${nearest(issue.keys[0], names)}`
        : otherwise,
  });
}
