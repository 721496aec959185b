import type { Characterisation, NamedReading } from '../../../devices/fitting/characterisation.js';
import { findReadings, withoutReadings } from '../../../devices/fitting/without-readings.js';
import { UsageError } from '../../core/errors.js';

/** A reading to leave out; without a device, of the only one. */
export interface Drop extends NamedReading {
  readonly device?: string;
}

/** Reads `set 3:17, reset 0:5` or `DEVICE set 3:17`. @throws UsageError that names --drop */
export function parseDrop(text: string): Drop[] {
  return text.split(/\s*[,;]\s*/).filter((part) => part.trim() !== '').map(dropOf); // prettier-ignore
}

function dropOf(part: string): Drop {
  const [, device = '', word = '', cycle, pulse] = /^(?:(.*?)\s+)?(set|reset)\s+(\d+)\s*:\s*(\d+)$/i.exec(part.trim()) ?? []; // prettier-ignore
  if (word === '') {
    throw new UsageError(
      `--drop: got "${part.trim()}": expected polarity cycle:pulse, as in "set 3:17" (with several devices "DEVICE set 3:17")`,
    );
  }
  const polarity = word.toLowerCase() === 'set' ? 'set' : 'reset';
  return { ...(device !== '' && { device }), polarity, cycle: Number(cycle), pulse: Number(pulse) };
}

/** Whether some readings to leave out have a given one among them. */
export function isDropped(drops: readonly Drop[]): (device: string, reading: NamedReading) => boolean {
  return (device, { polarity, cycle, pulse }) =>
    drops.some(
      (drop) =>
        (drop.device ?? device) === device &&
        drop.polarity === polarity &&
        drop.cycle === cycle &&
        drop.pulse === pulse,
    );
}

/** Leaves readings out of measured devices. @throws UsageError for a device or a reading that is not there */
export function withoutDropped(
  devices: readonly Characterisation[],
  drops: readonly Drop[],
): Characterisation[] {
  for (const { device, polarity, cycle, pulse } of drops) {
    if (device === undefined && devices.length > 1)
      throw new UsageError(`--drop: got ${polarity} ${cycle}:${pulse} with ${devices.length} devices: expected "DEVICE ${polarity} ${cycle}:${pulse}"`); // prettier-ignore
    if (device !== undefined && !devices.some((each) => each.device === device))
      throw new UsageError(`--drop: got the device "${device}": expected one of ${devices.map((each) => each.device).slice(0, 12).join(', ')}`); // prettier-ignore
  }
  return devices.map((measured) => {
    const own = drops.filter(({ device = measured.device }) => device === measured.device);
    return withoutReadings(measured, found(measured, own));
  });
}

function found(measured: Characterisation, own: readonly Drop[]) {
  try {
    return findReadings(measured, own);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`--drop: ${error.message}`);
    throw error;
  }
}
