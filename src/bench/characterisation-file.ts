import { headerLines, type CharacterisationHeader } from '../../devices/fitting/characterisation-header.js';
import { STEP_COLUMNS, type StepReading } from './protocol.js';
import { writeWhole } from '../runs/run-directory.js';
import { Table } from '../runs/table.js';

/** A characterisation's file: there as a whole, header and all, once its board has said who it is, and growing from then on. */
export class CharacterisationFile {
  private table: Table | undefined;

  /** @param held readings of earlier attempts */
  constructor(
    private readonly path: string,
    private readonly held: readonly StepReading[],
  ) {}

  /** Makes it, or makes it anew with what holds so far. */
  begin(told: CharacterisationHeader | undefined): void {
    writeWhole(this.path, characterisationText(told, this.held));
    this.table = new Table(this.path, STEP_COLUMNS, commentsOf(told).length);
  }

  add(reading: StepReading): void {
    this.table!.append([rowOf(reading)]);
  }

  /** Drops all that comes after the given number of readings. */
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

/** The text of a characterisation's file: what is told of it, and its readings. */
export function characterisationText(
  told: CharacterisationHeader | undefined,
  readings: readonly StepReading[],
): string {
  const rows = [STEP_COLUMNS, ...readings.map(rowOf)].map((row) => row.join(','));
  return `${[...commentsOf(told), ...rows].join('\n')}\n`;
}

function commentsOf(told: CharacterisationHeader | undefined): string[] {
  return told ? headerLines(told) : [];
}

function rowOf({ cycle, polarity, pulse, siemens }: StepReading): (string | number)[] {
  return [cycle, polarity, pulse, siemens];
}
