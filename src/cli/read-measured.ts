import type { Characterisation } from '../../devices/fitting/characterisation.js';
import { readCharacterisations, type ReadFile } from '../../devices/fitting/read-characterisations.js';
import { UsageError } from '../core/errors.js';

/** The form of a measurement, for the help of each command that reads one. */
export const MEASUREMENT_FORM = `A measurement is a CSV or a JSON file.
  CSV (.csv)    columns cycle, polarity (set or reset), pulse (0 … N) and conductance_siemens; a column device if the
                file has several devices. Comment lines written by memloop characterise give pulses and provenance.
  JSON (.json)  one device: device, set_conductance_siemens[cycle][p] and reset_conductance_siemens[cycle][p]. Index p
                of a RESET branch counts the pulses that are left, so its last value is the start.`;

/** The measured devices in some files, and remarks of their readers. @throws UsageError if a device occurs twice */
export function readMeasured(files: string[]): { devices: Characterisation[]; notes: string[] } {
  const read = files.map((path) => readCharacterisations(path));
  return { devices: inOrder(distinct(read)), notes: read.flatMap(({ notes }) => notes) };
}

/** The devices of all files; a name must be unique, because devices are found by their names. */
function distinct(read: ReadFile[]): Characterisation[] {
  const seen = new Map<string, string>();
  for (const { path, devices } of read) {
    for (const { device } of devices) {
      const other = seen.get(device);
      if (other !== undefined)
        throw new UsageError(
          `${path}: got the device "${device}", which ${other} has too: expected each device once`,
        );
      seen.set(device, path);
    }
  }
  return read.flatMap(({ devices }) => devices);
}

/** Sorted by number in the water maze if every device has one, else in the given order. */
function inOrder(measured: Characterisation[]): Characterisation[] {
  if (measured.some(({ waterMazeIndex }) => waterMazeIndex === undefined)) return measured;
  return measured.toSorted((a, b) => a.waterMazeIndex! - b.waterMazeIndex!);
}
