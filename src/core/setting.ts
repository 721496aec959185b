import { nearest } from './nearest.js';

/** A number that a kind can be set to. */
export interface Setting {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  /** only whole numbers */
  readonly whole?: true;
  /** what it is, with its unit and its symbol */
  readonly meaning: string;
  /** where a comparison looks for its best value; left out where it is not tuned */
  readonly tune?: TuneRange;
}

/** The range in which a best value is looked for at first, within the limits of the setting. */
interface TuneRange {
  readonly from: number;
  readonly to: number;
  /** steps are factors, not differences */
  readonly log?: true;
}

/** The settings that a kind has, by name. */
export type SettingShape<Name extends string = string> = Readonly<Record<Name, Setting>>;
/** Settings with their values. */
export type Settings<Name extends string = string> = Readonly<Record<Name, number>>;

/** All settings of a kind, the defaults filled in. */
export function completeSettings<Name extends string>(
  shape: SettingShape<Name>,
  written: Partial<Settings> = {},
): Settings<Name> {
  const defaults = Object.entries<Setting>(shape).map(([name, setting]) => [name, setting.default]);
  return { ...Object.fromEntries(defaults), ...written } as Settings<Name>;
}

/** What differs from the defaults, sorted by name; undefined where nothing does. */
export function changedSettings(shape: SettingShape, written: Partial<Settings> = {}): Settings | undefined {
  const changed = Object.entries(written).filter(([name, value]) => value !== shape[name]?.default);
  return changed.length > 0 ? (Object.fromEntries(changed.sort()) as Settings) : undefined;
}

/** The first setting that a kind does not have, or that is beyond its limits. @param kind its name */
export function settingFault(
  kind: string,
  shape: SettingShape,
  written: Partial<Settings> = {},
): { name: string; expected: string } | undefined {
  for (const [name, value = NaN] of Object.entries(written)) {
    if (!Object.hasOwn(shape, name)) {
      const names = Object.keys(shape);
      const has = names.length > 0 ? `only ${names.join(', ')}` : 'no settings';
      return { name, expected: `${kind} has ${has}${nearest(name, names)}` };
    }
    const { minimum, maximum, whole } = shape[name];
    if (!(value >= minimum && value <= maximum))
      return { name, expected: `expected ${minimum} to ${maximum} for ${kind}` };
    if (whole && !Number.isInteger(value)) return { name, expected: `expected a whole number for ${kind}` };
  }
  return undefined;
}
