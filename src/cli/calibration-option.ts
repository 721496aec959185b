import { Option } from 'commander';
import { calibrationRecord } from '../../devices/files/device-provenance.js';
import { UsageError } from '../core/errors.js';

/** The option by which a person answers for the calibration of a board. */
export function calibrationOption(): Option {
  return new Option(
    '--calibration <serial,date,by>',
    'record of the board’s calibration: serial number, date, who answers for it',
  ).argParser((text) => {
    const [serial, date, ...by] = text.split(',').map((part) => part.trim());
    const parsed = calibrationRecord.safeParse({ serial, date, by: by.join(', ') });
    if (parsed.success) return parsed.data;
    throw new UsageError(
      `--calibration: got "${text}": expected a serial number, a date and a name, as in "B7,2025-01-15,A. Muster"`,
    );
  });
}
