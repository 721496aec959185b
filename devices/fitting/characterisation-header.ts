import { z } from 'zod';
import { measuringConditions } from '../files/device-form.js';
import { deviceProvenance } from '../files/device-provenance.js';

/** The first of the comment lines above a characterisation. */
export const HEADER_TITLE = '# memloop characterisation, version 1';

/** The form of what comment lines above a characterisation tell. */
export const toldForm = z.object({
  /** when it began */
  measured: z.iso.datetime(),
  provenance: deviceProvenance,
  conditions: measuringConditions,
});

/** When, on what and with which pulses a device was measured. */
export type Told = z.infer<typeof toldForm>;

/** One line: its key, where its value is, how its text is read, and whether it may be missing. */
export interface HeaderLine {
  readonly key: string;
  readonly path: readonly string[];
  readonly read?: (text: string) => unknown;
  readonly optional?: true;
}

/** The lines below the title, in their order. */
export const HEADER_LINES: readonly HeaderLine[] = [
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

/** What comment lines are to tell, as such lines: `# key: value`, in SI units. */
export function headerLines(told: Told): string[] {
  const lines = HEADER_LINES.flatMap(({ key, path }) => {
    const value = valueAt(told, path);
    return value === undefined ? [] : [`# ${key}: ${textOf(value)}`.trimEnd()];
  });
  return [HEADER_TITLE, ...lines];
}

/** What a tree has at a path, if anything. */
export function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce((at, name) => (at as Record<string, unknown> | undefined)?.[name], tree);
}

/** A value on one line, whatever a path or a serial number has in it: a line break would begin a line of its own making. */
function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Text that is no number stays as it is, for the sentence that refuses it. */
function number(text: string): unknown {
  const value = Number(text || NaN);
  return Number.isFinite(value) ? value : text;
}

function flag(text: string): unknown {
  return ({ yes: true, no: false } as Record<string, unknown>)[text] ?? text;
}
