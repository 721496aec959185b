import { z } from 'zod';
import { schemeNames, schemes, type SchemeName } from '../schemes/schemes.js';
import type { SchemeSetting } from '../schemes/scheme-kind.js';

/** What a scheme is set to, where it is not as usual. */
export type SchemeSettings = Readonly<Record<string, number>>;

/** Every setting of every scheme, as a form; which of them a scheme has is checked beside it. */
export const schemeSettingsShape: Record<string, z.ZodExactOptional<z.ZodNumber>> = Object.fromEntries(
  [...settingsByName()].map(([name, owners]) => [name, form(owners)]),
);

/** The settings of a scheme, with the usual ones for what was left out. */
export function completeSettings(scheme: SchemeName, written: SchemeSettings = {}): SchemeSettings {
  const usual = Object.entries(schemes[scheme].settings).map(([name, setting]) => [name, setting.usual]);
  return { ...Object.fromEntries(usual), ...written };
}

/** The first setting that a scheme does not have, or that is beyond its limits. */
export function strayOf(
  scheme: SchemeName,
  written: SchemeSettings,
): { name: string; expected: string } | undefined {
  const { settings } = schemes[scheme];
  for (const [name, value] of Object.entries(written)) {
    if (!Object.hasOwn(settings, name)) {
      const names = Object.keys(settings).join(', ');
      return { name, expected: `${scheme} has ${names ? `only ${names}` : 'no settings'}` };
    }
    const { least, most } = settings[name];
    if (value < least || value > most)
      return { name, expected: `expected ${least} to ${most} for ${scheme}` };
  }
  return undefined;
}

function settingsByName(): Map<string, [SchemeName, SchemeSetting][]> {
  const found = new Map<string, [SchemeName, SchemeSetting][]>();
  for (const scheme of schemeNames) {
    for (const [name, setting] of Object.entries(schemes[scheme].settings)) {
      found.set(name, [...(found.get(name) ?? []), [scheme, setting]]);
    }
  }
  return found;
}

function form(owners: [SchemeName, SchemeSetting][]): z.ZodExactOptional<z.ZodNumber> {
  const number = owners.every(([, { whole }]) => whole) ? z.int() : z.number();
  const [, { meaning }] = owners[0];
  const usual = owners.map(([scheme, setting]) => `${scheme} ${setting.usual}`).join(', ');
  return number.exactOptional().describe(`${meaning} (usually: ${usual})`);
}
