import { printable } from '../../src/core/printable.js';
import { UsageError } from '../../src/core/errors.js';
import type { Characterisation } from '../fitting/characterisation.js';
import { alternatingRamps } from './alternating-ramps.js';
import { rampsByDirection, rampsByPolarity, runsOf, turnsRound, type Ramp } from './branch-runs.js';
import { fitProgram } from './fit-program.js';
import { headerIn } from './characterisation-header.js';
import { recognised } from './column-names.js';
import { conductanceSource, single } from './conductance-source.js';
import { refuseThousands } from './refuse-thousands.js';
import { dialectOf, type Dialect } from './table/dialect.js';
import { findColumns, type Columns } from './find-columns.js';
import type { LeftOut } from './numbered-ramp.js';
import { findTable, type Table } from './table/find-table.js';
import { gatherDevice, type GatheredDevice } from './gather-device.js';
import type { Mapping } from './mapping.js';
import { namedByContent } from './named-by-content.js';
import { notUnderstood, turningRamp } from './not-understood.js';
import { rampColumns, rampsInColumns } from './ramp-columns.js';
import { readingsOf, type Reading } from './readings.js';
import { sourceLines, type SourceLines } from './table/source-lines.js';
import { columnsInWords, counted, dialectInWords } from './understood.js';
import { wordMeanings } from './word-meanings.js';

/** The devices of a table, and what was understood of it, in a few words each. */
export interface ReadTable {
  readonly devices: Characterisation[];
  readonly understood: string[];
}

/**
 * Reads measurements from a table in any dialect: separators, decimal signs, line ends, comments and lines above are recognised; columns go by
 * the names of the field, with units, or as a mapping says. memloop's own files have the columns `cycle`, `polarity` (set or reset), `pulse`
 * (0 … N) and `conductance_siemens`, `device` if there are several, and comment lines above with conditions and provenance.
 * @param name the device's name if the file has none
 * @param leftOut readings that may be no numbers, because the user leaves them out
 * @throws UsageError that names `where`
 */
export function readTable(
  text: string,
  where: string,
  name: string,
  mapping: Mapping = {},
  leftOut: LeftOut = () => false,
): ReadTable {
  const lines = sourceLines(text, mapping.skipLines);
  const header = headerIn(text, where);
  const dialect = dialectOf(lines.lines, dialectTold(lines, mapping));
  const found = findTable(lines, dialect, recognised);
  if (!found) throw notUnderstood(where, lines, undefined);
  if (mapping.decimal === undefined) refuseThousands(found, dialect, where);
  const { table, known, notes } = fitProgram(header, namedByContent(found), where);
  const { ramps, words } = rampsOf(table, dialect, lines, { name, where, mapping });
  const several = ramps.size > 1;
  const gathered = [...ramps].map(([device, own]) =>
    gatherDevice(device, own, {
      known,
      where: several ? `${where}: ${printable(device)}` : where,
      several,
      leftOut,
    }),
  );
  return {
    devices: gathered.map(({ device }) => device),
    understood: [
      ...dialectInWords(lines, dialect, table, header !== undefined),
      ...words,
      ...notes,
      ...notesOf(gathered),
    ],
  };
}

/** The characterisations in a table: see `readTable`. @throws UsageError that names `where` */
export function csvCharacterisations(
  text: string,
  where: string,
  name: string,
  mapping?: Mapping,
): Characterisation[] {
  return readTable(text, where, name, mapping).devices;
}

interface Asked {
  readonly name: string;
  readonly where: string;
  readonly mapping: Mapping;
}

/** The ramps of each device, and what was understood of the columns. */
function rampsOf(
  table: Table,
  { decimalComma }: Dialect,
  lines: SourceLines,
  { name, where, mapping }: Asked,
) {
  const columns = findColumns(table, mapping, where);
  const inColumns = rampColumns(table, columns, mapping, where);
  const source = sourceOf(table, columns, inColumns, mapping, where);
  const known = { table, columns, mapping, decimalComma };
  if (!source || (inColumns.length > 1 && !source.columns.some((column) => !inColumns.includes(column)))) {
    if (inColumns.length === 0) throw notUnderstood(where, lines, table, columns, mapping);
    const { ramps, text } = rampsInColumns(known, inColumns, where);
    const used = columnsInWords(known, inColumns, []);
    return { ramps: new Map([[deviceName(mapping, name), ramps]]), words: [text, ...used] };
  }
  const wordMeans = wordMeanings(table, columns, source, mapping, decimalComma);
  const understood = { ...known, source, wordMeans };
  const { readings, left } = readingsOf(understood, name, where);
  if (readings.length === 0) throw new UsageError(`${where}: expected at least one cycle, got no readings`);
  const ramps = new Map<string, Ramp[]>();
  for (const [device, own] of byDevice(readings)) ramps.set(device, rampsOfDevice(own, mapping, where)); // prettier-ignore
  const words = columnsInWords(understood, source.columns, readings);
  return {
    ramps,
    words: left > 0 ? [...words, `${counted(left, 'line')} without readings left out`] : words,
  };
}

/** The source of conductances of a table with one line a reading: a column of its own, or the only column that may be a ramp. */
function sourceOf(
  table: Table,
  columns: Columns,
  inColumns: readonly number[],
  mapping: Mapping,
  where: string,
) {
  if (mapping.ramps !== undefined) return undefined;
  const source = conductanceSource(table, columns, mapping, where);
  return source ?? (inColumns.length === 1 ? single(table, inColumns[0], mapping, 'conductance') : undefined);
}

function rampsOfDevice(readings: Reading[], mapping: Mapping, where: string): Ramp[] {
  const { setPulses: set, resetPulses: reset } = mapping;
  if (set !== undefined && reset !== undefined) return alternatingRamps(readings, { set, reset }, where);
  if (readings[0].polarity !== undefined) return rampsByPolarity(readings);
  const runs = runsOf(readings);
  if (runs.some(turnsRound)) throw turningRamp(where, runs, mapping);
  return rampsByDirection(runs);
}

function byDevice(readings: readonly Reading[]): Map<string, Reading[]> {
  const devices = new Map<string, Reading[]>();
  for (const reading of readings) {
    const own = devices.get(reading.device);
    if (own) own.push(reading);
    else devices.set(reading.device, [reading]);
  }
  return devices;
}

function deviceName({ device }: Mapping, name: string): string {
  return device === undefined ? name : String(device);
}

function dialectTold({ separator }: SourceLines, mapping: Mapping): Partial<Dialect> {
  const named = mapping.separator ?? separator;
  const told = named === 'tab' ? '\t' : named === 'blanks' ? ' ' : named;
  const { decimal } = mapping;
  return {
    ...(told !== undefined && { separator: told as Dialect['separator'] }),
    ...(decimal !== undefined && { decimalComma: decimal === ',' || decimal === 'comma' }),
  };
}

/** Notes of devices; with several devices, each note once, with their names. */
function notesOf(gathered: readonly GatheredDevice[]): string[] {
  const named = new Map<string, string[]>();
  for (const { device, notes } of gathered)
    for (const note of notes) named.set(note, [...(named.get(note) ?? []), device.device]);
  return [...named].map(([note, devices]) => (devices.length === gathered.length ? note : `${note} (${devices.join(', ')})`)); // prettier-ignore
}
