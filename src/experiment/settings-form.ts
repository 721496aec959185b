import { z } from 'zod';
import type { Kinds } from '../core/kinds.js';
import type { Setting, SettingShape } from '../core/setting.js';
import { catalogue, fromCatalogue } from './catalogue.js';

type WithSettings = { readonly settings: SettingShape };
type SettingsShape = Record<string, z.ZodExactOptional<z.ZodNumber>>;

/** Every setting of every kind of a sort, as a form; which of them a kind has is checked beside it. */
export function settingsForm(kinds: Kinds<WithSettings>) {
  const shape = settingsShape(kinds);
  const names = Object.keys(shape).join(', ') || 'no settings';
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `expected one of ${names}` : undefined),
  });
}

/** The settings of all schemes, which a sweep varies like the others. */
export const schemeSettingsShape = fromCatalogue(() => settingsShape(catalogue.schemes));

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
