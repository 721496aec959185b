import type { Characterisation } from '../../devices/fitting/characterisation.js';
import { readCharacterisations, type ReadFile } from '../../devices/fitting/read-characterisations.js';
import { UsageError } from '../core/errors.js';

/** What a measurement looks like, for the help of each command that reads one. */
export const MEASUREMENT_FORM = `A measurement is CSV (.csv) with the columns cycle, polarity (set or reset), pulse (0 … N) and conductance_siemens, and a
column device where there are several; the comment lines of memloop characterise tell pulses and provenance. Or JSON (.json) of
one device with device, set_conductance_siemens[cycle][p] and reset_conductance_siemens[cycle][p], RESET against the
remaining position.`;

/** The measured devices in some files, each name once, and what their readers had to decide. @throws UsageError that names the file */
export function readMeasured(files: string[]): { devices: Characterisation[]; notes: string[] } {
  const read = files.map((path) => readCharacterisations(path));
  return { devices: inOrder(distinct(read)), notes: read.flatMap(({ notes }) => notes) };
}

/** All devices, each name once: it is how a device is found again. */
function distinct(read: ReadFile[]): Characterisation[] {
  const seen = new Map<string, string>();
  for (const { path, devices } of read) {
    for (const { device } of devices) {
      const before = seen.get(device);
      if (before !== undefined) {
        throw new UsageError(`${path}: expected each device once, got "${device}" already from ${before}`);
      }
      seen.set(device, path);
    }
  }
  return read.flatMap(({ devices }) => devices);
}

/** By number in the water maze if all devices have one, else as given. */
function inOrder(measured: Characterisation[]): Characterisation[] {
  if (measured.some(({ waterMazeIndex }) => waterMazeIndex === undefined)) return measured;
  return measured.toSorted((a, b) => a.waterMazeIndex! - b.waterMazeIndex!);
}
