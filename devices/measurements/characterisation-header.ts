import { z } from 'zod';
import { complaint, shown, type Issue } from '../../src/core/complaint.js';
import { UsageError } from '../../src/core/errors.js';
import { printable } from '../../src/core/printable.js';
import { measuringConditions } from '../files/device-form.js';
import { deviceProvenance } from '../files/device-provenance.js';

/** The first comment line above a characterisation. */
const TITLE = '# memloop characterisation, version 1';
const TITLE_OF_ANY_VERSION = /^"?# *memloop characterisation/;

const headerForm = z.object({
  /** the measurement, if it is another than a characterisation: `endurance` */
  program: z.string().optional(),
  /** when it began */
  measured: z.iso.datetime(),
  provenance: deviceProvenance,
  conditions: measuringConditions,
});

/** The content of the comment lines above a characterisation: when, on which board and with which pulses a device was measured. */
export type CharacterisationHeader = z.infer<typeof headerForm>;

/** One line: its key, the path of its value, how its text is read, and whether it may be missing. */
interface HeaderLine {
  readonly key: string;
  readonly path: readonly string[];
  readonly read?: (text: string) => unknown;
  readonly optional?: true;
}

/** The lines below the title, in order. */
const LINES: readonly HeaderLine[] = [
  { key: 'program', path: ['program'], optional: true },
  { key: 'provenance', path: ['provenance', 'kind'] },
  { key: 'model', path: ['provenance', 'model'] },
  { key: 'firmware', path: ['provenance', 'firmware'] },
  { key: 'serial_number', path: ['provenance', 'serial'] },
  { key: 'calibrated', path: ['provenance', 'calibrated'], read: flag },
  { key: 'calibration_date', path: ['provenance', 'calibration', 'date'], optional: true },
  { key: 'calibration_by', path: ['provenance', 'calibration', 'by'], optional: true },
  { key: 'port', path: ['provenance', 'port'] },
  { key: 'usb_vendor', path: ['provenance', 'usb', 'vendorId'], optional: true },
  { key: 'usb_product', path: ['provenance', 'usb', 'productId'], optional: true },
  { key: 'usb_serial_number', path: ['provenance', 'usb', 'serialNumber'], optional: true },
  { key: 'row', path: ['provenance', 'row'], read: number },
  { key: 'column', path: ['provenance', 'column'], read: number },
  { key: 'measured', path: ['measured'] },
  { key: 'set_volts', path: ['conditions', 'set', 'volts'], read: number },
  { key: 'set_width_seconds', path: ['conditions', 'set', 'widthSeconds'], read: number },
  { key: 'reset_volts', path: ['conditions', 'reset', 'volts'], read: number },
  { key: 'reset_width_seconds', path: ['conditions', 'reset', 'widthSeconds'], read: number },
  { key: 'period_seconds', path: ['conditions', 'periodSeconds'], read: number },
  { key: 'read_volts', path: ['conditions', 'readVolts'], read: number },
];
const KEYS = LINES.map(({ key }) => key).join(', ');

/** A header as comment lines: `# key: value`, in SI units. */
export function headerLines(header: CharacterisationHeader): string[] {
  const lines = LINES.flatMap(({ key, path }) => {
    const value = valueAt(header, path);
    return value === undefined ? [] : [`# ${key}: ${textOf(value)}`.trimEnd()];
  });
  return [TITLE, ...lines];
}

/** The header in the comments of a file; undefined if it has none. @throws UsageError that names `where` and the line */
export function headerIn(text: string, where: string): CharacterisationHeader | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => TITLE_OF_ANY_VERSION.test(line));
  if (first < 0) return undefined;
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => !/^"?#/.test(line));
  return parseHeader(rest.slice(0, end < 0 ? undefined : end), where, first);
}

/** @param above number of lines above the title */
function parseHeader(lines: readonly string[], where: string, above: number): CharacterisationHeader {
  const [title, ...rest] = lines.map(withoutCells);
  if (title !== TITLE) refuse(`${where}:${above + 1}`, title, `"${TITLE}"`);
  const parsed: Parsed = { values: {}, places: new Map() };
  for (const [index, text] of rest.entries()) take(parsed, text, above + index + 2, where);
  const missing = LINES.find((line) => !line.optional && !parsed.places.has(line));
  if (missing)
    throw new UsageError(
      `${where}:${above + 1}: expected a line "# ${missing.key}: …" in the header, got none`,
    );
  const { success, data, error } = headerForm.safeParse(parsed.values);
  if (success) return data;
  throw new UsageError(`${where}:${fault(parsed, error.issues[0], above + 1)}`);
}

/** A partly read header: its values, and the number of the line (from 1) of each. */
interface Parsed {
  readonly values: Record<string, unknown>;
  readonly places: Map<HeaderLine, number>;
}

function take({ values, places }: Parsed, text: string, at: number, where: string): void {
  const [, key, value] = /^# *(\w+) *: *(.*?) *$/.exec(text) ?? [];
  const line = LINES.find((each) => each.key === key);
  if (!line) return refuse(`${where}:${at}`, text, `"# key: value" with one of the keys ${KEYS}`);
  if (places.has(line))
    refuse(`${where}:${at}`, text, `each key once, and line ${places.get(line)} already has ${key}`);
  places.set(line, at);
  const written = value.replaceAll(/([,;]\s*)'(?=[=+\-@])/g, '$1');
  put(values, line.path, line.read ? line.read(written) : written);
}

function put(values: Record<string, unknown>, [name, ...inner]: readonly string[], value: unknown): void {
  if (inner.length === 0) values[name] = value;
  else put((values[name] ??= {}) as Record<string, unknown>, inner, value);
}

function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce((at, name) => (at as Record<string, unknown> | undefined)?.[name], tree);
}

/** The line number of a fault, and a sentence that names its key. */
function fault({ values, places }: Parsed, issue: Issue, titleLine: number): string {
  const line = LINES.find(({ path }) => path.join() === issue.path.join())!;
  const value = valueAt(values, line.path);
  return `${places.get(line) ?? titleLine}: ${complaint([{ ...issue, path: [line.key] }], { [line.key]: value })}`;
}

/** A spreadsheet fills a line up with empty cells, and puts it in quotes if it has a comma. */
function withoutCells(line: string): string {
  return line.replace(/,+$/, '').replace(/^"(.*)"$/, (_, text: string) => text.replaceAll('""', '"'));
}

function refuse(at: string, got: string, expected: string): never {
  throw new UsageError(`${at}: got ${shown(got)}: expected ${expected}`);
}

/** A value on one line, without what would start a line or a formula of a spreadsheet, which splits it at commas. */
function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return printable(String(value)).replaceAll(/([,;]\s*)(?=[=+\-@])/g, "$1'");
}

/** A number; other text is returned unchanged, so that the message can quote it. */
function number(text: string): unknown {
  const value = Number(text || NaN);
  return Number.isFinite(value) ? value : text;
}

function flag(text: string): unknown {
  return ({ yes: true, no: false } as Record<string, unknown>)[text] ?? text;
}
