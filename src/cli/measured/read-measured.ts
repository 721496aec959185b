import type { Characterisation } from '../../../devices/fitting/characterisation.js';
import { withoutBadReadings, type BadReading } from '../../../devices/fitting/bad-readings.js';
import { pairDevices } from '../../../devices/measurements/pair-devices.js';
import { readCharacterisations } from '../../../devices/measurements/read-characterisations.js';
import { UsageError } from '../../core/errors.js';
import { quantity } from '../../core/scaled-unit.js';
import { isDropped, withoutDropped } from './drop-option.js';
import { mappingOf, type MeasurementOptions } from './measurement-options.js';

/** The form of a measurement, for the help of each command that reads one. */
export const MEASUREMENT_FORM = `A measurement is a table of text or a JSON file; memloop init --device writes an example.
  table         .csv, .tsv, .txt or .dat: columns cycle, polarity (set or reset), pulse (0 … N) and conductance_siemens, and
                device if there are several. Other separators, words and units are recognised, and a note says how the
                file was read. Resistances, or currents and voltages, will do. --map names what is not recognised. A table
                may have a column a ramp; SET and RESET may be two files.
  JSON          .json: device, set_conductance_siemens[cycle][p] and reset_conductance_siemens[cycle][p]. Index p of a
                RESET branch counts the pulses that are left, so its last value is the start.
  docs/measurements.md has examples.`;

/**
 * The measured devices in some files, and remarks of their readers.
 * @throws UsageError if a device occurs twice, or a reading to leave out does not occur
 */
export function readMeasured(
  files: string[],
  options: MeasurementOptions = {},
): { devices: Characterisation[]; notes: string[] } {
  const mapping = mappingOf(options);
  const read = files.map((path) => readCharacterisations(path, mapping, isDropped(options.drop ?? [])));
  const single = read.flatMap(({ path, devices }) => devices.map((device) => ({ path, device })));
  const { devices, notes } = pairDevices(single);
  refuseTwice(devices);
  const measured = inOrder(devices.map(({ device }) => device));
  const checked = withoutDropped(measured, options.drop ?? []).map(withoutBadReadings);
  return {
    devices: checked.map(({ measured: kept }) => kept),
    notes: [
      ...read.flatMap(({ notes }) => notes),
      ...notes,
      ...checked.flatMap(({ measured: { device }, bad }) =>
        bad.map((reading) => badReadingNote(device, reading)),
      ),
    ],
  };
}

/** Which reading was left out, and why. */
function badReadingNote(
  device: string,
  { polarity, cycle, pulse, line, siemens, around }: BadReading,
): string {
  const at = line === undefined ? '' : ` (line ${line})`;
  return `${device}: ${polarity.toUpperCase()} cycle ${cycle} pulse ${pulse}${at} reads ${quantity(siemens, 'S')} between neighbours of ${quantity(around, 'S')}: it is left out, as by --drop "${polarity} ${cycle}:${pulse}"`;
}

/** A name must be unique, because devices are found by their names. */
function refuseTwice(read: readonly { path: string; device: Characterisation }[]): void {
  const seen = new Map<string, string>();
  for (const {
    path,
    device: { device },
  } of read) {
    const other = seen.get(device);
    if (other !== undefined)
      throw new UsageError(
        `${path}: got the device "${device}", which ${other} has too: expected each device once`,
      );
    seen.set(device, path);
  }
}

/** Sorted by number in the water maze if every device has one, else in the given order. */
function inOrder(measured: Characterisation[]): Characterisation[] {
  if (measured.some(({ waterMazeIndex }) => waterMazeIndex === undefined)) return measured;
  return measured.toSorted((a, b) => a.waterMazeIndex! - b.waterMazeIndex!);
}
