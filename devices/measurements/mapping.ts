import { z } from 'zod';
import { complaint } from '../../src/core/complaint.js';
import { UsageError } from '../../src/core/errors.js';
import { nearest } from '../../src/core/nearest.js';
import { UNIT_NAMES } from './units.js';

const column = z.union([z.string().min(1), z.number()], { error: 'expected the name of a column' });
const count = z.number({ error: 'expected a number of pulses' }).int().min(1);
const words = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))], {
  error: 'expected a word of the polarity column, or a list of words',
});

const mappingForm = z.strictObject({
  /** a column, or current / voltage, with a voltage in volts or of a column */
  conductance: column.optional(),
  resistance: column.optional(),
  current: column.optional(),
  voltage: column.optional(),
  /** volts of every reading */
  readVoltage: z.number({ error: 'expected a voltage in volts' }).optional(),
  pulse: column.optional(),
  /** a column, or a number for all readings */
  cycle: column.optional(),
  /** a column, or set or reset for all readings */
  polarity: column.optional(),
  /** words of the polarity column that mean SET, and those that mean RESET */
  set: words.optional(),
  reset: words.optional(),
  /** a column, or a name */
  device: column.optional(),
  /** of a conductance or resistance; goes before the unit that the column's name holds */
  units: z.enum(UNIT_NAMES).optional(),
  /** lines at the top of the file that are left out */
  skipLines: z.number({ error: 'expected a number of lines' }).int().min(0).optional(),
  /** pulses of each ramp, where one column holds both in turn */
  setPulses: count.optional(),
  resetPulses: count.optional(),
  /** columns that hold a ramp each */
  ramps: z.union([z.array(column), column]).optional(),
  separator: z.enum([',', ';', '|', 'tab', 'blanks', '\t', ' ']).optional(),
  decimal: z.enum([',', '.', 'comma', 'point']).optional(),
});

/** What a user says about the columns of a file: names of columns, constants, units, and how ramps follow each other. */
export type Mapping = z.infer<typeof mappingForm>;

const KEYS = Object.keys(mappingForm.shape);

/** Checks a mapping. @param where the option or file that it stands in @throws UsageError that names `where` and the key */
export function parseMapping(value: unknown, where: string): Mapping {
  const { success, data, error } = mappingForm.safeParse(value);
  if (!success) {
    const unknown = error.issues.find(({ code }) => code === 'unrecognized_keys');
    const [key] = (unknown as { keys?: string[] } | undefined)?.keys ?? [];
    if (key === undefined) throw new UsageError(`${where}: ${complaint(error.issues, value)}`);
    throw new UsageError(
      `${where}: got the key ${key}: expected one of ${KEYS.join(', ')}${nearest(key, KEYS)}`,
    );
  }
  const [one, other] = [data.setPulses === undefined, data.resetPulses === undefined];
  if (one !== other)
    throw new UsageError(`${where}: got ${one ? 'resetPulses' : 'setPulses'} alone: expected setPulses and resetPulses together`); // prettier-ignore
  return data;
}

/** A mapping as it stands on a command line: `conductance=current/voltage, pulse="Pulse, no."`. @throws UsageError that names `where` */
export function parseInlineMapping(text: string, where: string): Mapping {
  const value: Record<string, unknown> = {};
  for (const part of text.match(/(?:[^,"]|"[^"]*")+/g) ?? []) {
    const [, key, content] = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
    if (key === undefined || content === '')
      throw new UsageError(`${where}: got ${JSON.stringify(part.trim())}: expected key=column, separated by commas; quote names that hold a comma`); // prettier-ignore
    if (Object.hasOwn(value, key)) throw new UsageError(`${where}: got ${key} twice: expected each key once`);
    value[key] = /^-?[\d.]+(?:e-?\d+)?$/i.test(content) ? Number(content) : content.replaceAll('"', '');
  }
  return parseMapping(value, where);
}
