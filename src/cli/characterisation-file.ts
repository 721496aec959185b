import { rmSync } from 'node:fs';
import { STEP_COLUMNS, type StepReading } from '../../drivers/bench/protocol.js';
import { Table } from '../experiment/table.js';

/** A reading as a row of a characterisation's file. */
export function rowOf({ cycle, polarity, pulse, siemens }: StepReading): (string | number)[] {
  return [cycle, polarity, pulse, siemens];
}

/** A characterisation's file, made anew with the readings that hold so far. */
export function characterisationFile(path: string, readings: readonly StepReading[]): Table {
  rmSync(path, { force: true });
  const table = new Table(path, STEP_COLUMNS);
  table.append(readings.map(rowOf));
  return table;
}
