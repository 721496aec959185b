import {
  headerLines,
  type CharacterisationHeader,
} from '../../../devices/measurements/characterisation-header.js';
import { asMeasured } from '../../core/as-measured.js';
import { csvRow } from '../../runs/csv-text.js';
import { writeWhole } from '../../runs/write-whole.js';
import { Table } from '../../runs/table.js';
import type { ReadingRecord } from './measurement-kind.js';

/** The columns of every measurement, after its own. */
const READING_COLUMNS = [
  'conductance_siemens',
  'current_amperes',
  'read_volts',
  'seconds',
  'uncertain',
  'remarks',
];

/** The file of a measurement. Once the board is known it is written as a whole, with its header; then it grows row by row. */
export class MeasureFile {
  private table: Table | undefined;

  /** @param columns of the measurement's own @param rows of earlier attempts, to which those that are added belong */
  constructor(
    private readonly path: string,
    private readonly columns: readonly string[],
    private readonly rows: ReadingRecord[],
  ) {}

  begin(header: CharacterisationHeader | undefined): void {
    const above = header ? headerLines(header).length : 0;
    writeWhole(this.path, measureText(header, this.columns, this.rows));
    this.table = new Table(this.path, [...this.columns, ...READING_COLUMNS], above);
  }

  add(row: ReadingRecord): void {
    this.rows.push(row);
    this.table!.append([cellsOf(this.columns, row, this.rows[0].ms)]);
  }

  close(): void {
    this.table?.close();
  }
}

/** The text of a measurement's file: its header and its rows. */
export function measureText(
  header: CharacterisationHeader | undefined,
  columns: readonly string[],
  rows: readonly ReadingRecord[],
): string {
  const above = header ? headerLines(header) : [];
  const table = [[...columns, ...READING_COLUMNS], ...rows.map((row) => cellsOf(columns, row, rows[0].ms))];
  return `${[...above, ...table.map(csvRow)].join('\n')}\n`;
}

function cellsOf(
  columns: readonly string[],
  { row, siemens, amperes, volts, ms, uncertain, remarks = '' }: ReadingRecord,
  began: number,
): (string | number)[] {
  const own = columns.map((name) => row![name] ?? '').map((cell) => (typeof cell === 'number' ? asMeasured(cell) : cell));
  const conductance = siemens === undefined ? '' : asMeasured(siemens);
  return [...own, conductance, asMeasured(amperes), asMeasured(volts), Math.round(ms - began) / 1000, uncertain, remarks.replaceAll(',', ';')];
} // prettier-ignore
