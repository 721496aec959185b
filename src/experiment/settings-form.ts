import { z } from 'zod';
import { pluginRemedy, type Kinds } from '../core/kinds.js';
import { nearest } from '../core/nearest.js';
import type { Setting, SettingShape } from '../core/setting.js';
import { catalogue, fromCatalogue } from './catalogue.js';

type WithSettings = { readonly settings: SettingShape };
type SettingsShape = Record<string, z.ZodExactOptional<z.ZodNumber>>;

/** The form of an object that has some settings and no others. */
export function settings<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `expected one of ${names.join(', ')}${nearest((issue as { keys?: unknown[] }).keys?.[0], names)}`
        : undefined,
  });
}

/** One of the names of a sort of kinds. */
export function nameOf(kinds: { readonly names: readonly string[] }) {
  const names = kinds.names as [string, ...string[]];
  return z.enum(names, {
    error: ({ input }) => {
      const remedy = typeof input === 'string' ? pluginRemedy(input) : '';
      return remedy ? `expected one of ${names.join(', ')}${remedy}` : undefined;
    },
  });
}

/** Every setting of every kind of a sort, as a form; which of them a kind has is checked beside it. */
export function settingsForm(kinds: Kinds<WithSettings>) {
  const shape = settingsShape(kinds);
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `expected one of ${names.join(', ') || 'no settings'}${nearest((issue as { keys?: unknown[] }).keys?.[0], names)}`
        : undefined,
  });
}

/** The settings of all schemes, which a sweep varies like the others. */
export const schemeSettingsShape = fromCatalogue(() => settingsShape(catalogue.schemes));
/** The settings of all learners, likewise. */
export const learnerSettingsShape = fromCatalogue(() => settingsShape(catalogue.learners));

function settingsShape(kinds: Kinds<WithSettings>): SettingsShape {
  const owners = new Map<string, [string, Setting][]>();
  for (const [kind, { settings }] of kinds.entries) {
    for (const [name, setting] of Object.entries(settings)) {
      owners.set(name, [...(owners.get(name) ?? []), [kind, setting]]);
    }
  }
  return Object.fromEntries([...owners].map(([name, all]) => [name, form(all)]));
}

function form(owners: [string, Setting][]): z.ZodExactOptional<z.ZodNumber> {
  const number = owners.every(([, { whole }]) => whole) ? z.int() : z.number();
  const [, { meaning }] = owners[0];
  const defaults = owners.map(([kind, setting]) => `${kind} ${setting.default}`).join(', ');
  return number.exactOptional().describe(`${meaning} (default: ${defaults})`);
}
