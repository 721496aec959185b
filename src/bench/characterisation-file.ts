import {
  headerLines,
  type CharacterisationHeader,
} from '../../devices/measurements/characterisation-header.js';
import { asMeasured } from '../core/as-measured.js';
import { STEP_COLUMNS, type StepReading } from './protocol.js';
import { csvRow } from '../runs/csv-text.js';
import { writeWhole } from '../runs/write-whole.js';
import { Table } from '../runs/table.js';

/** The file of a characterisation. Once the board is known it is written as a whole, with its header; then it grows reading by reading. */
export class CharacterisationFile {
  private table: Table | undefined;

  /** @param held readings of earlier attempts */
  constructor(
    private readonly path: string,
    private readonly held: readonly StepReading[],
  ) {}

  /** Writes the file with all readings that are valid so far. */
  begin(header: CharacterisationHeader | undefined): void {
    writeWhole(this.path, characterisationText(header, this.held));
    this.table = new Table(this.path, STEP_COLUMNS, commentsOf(header).length);
  }

  add(reading: StepReading): void {
    this.table!.append([rowOf(reading)]);
  }

  /** Drops all readings after the given number. */
  keep(readings: number): void {
    this.table!.keep(readings);
  }

  readings(): number {
    return this.table?.rows() ?? this.held.length;
  }

  close(): void {
    this.table?.close();
  }
}

/** The text of a characterisation file: its header and its readings. */
export function characterisationText(
  header: CharacterisationHeader | undefined,
  readings: readonly StepReading[],
): string {
  const rows = [STEP_COLUMNS, ...readings.map(rowOf)].map(csvRow);
  return `${[...commentsOf(header), ...rows].join('\n')}\n`;
}

function commentsOf(header: CharacterisationHeader | undefined): string[] {
  return header ? headerLines(header) : [];
}

function rowOf({ cycle, polarity, pulse, siemens }: StepReading): (string | number)[] {
  return [cycle, polarity, pulse, asMeasured(siemens)];
}
