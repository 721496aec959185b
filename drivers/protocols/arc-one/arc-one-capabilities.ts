import type { Capabilities } from '../../sessions/capabilities.js';

/** What ArC ONE can do: ±12 V and at least 90 ns by its manual; the other values are choices. */
export function arcOneCapabilities(rows: number, columns: number, firmware: string): Capabilities {
  return {
    model: 'ArC ONE',
    firmware,
    serial: '',
    rows,
    columns,
    microvoltsMin: -12_000_000,
    microvoltsMax: 12_000_000,
    microvoltsStep: 1,
    nanosMin: 90,
    nanosMax: 100_000_000,
    pulsesMax: 1000,
    picoampsMax: 1_000_000_000,
    rowset: 0,
    adcBits: 0,
    readDoseMax: 0,
    calibrated: false,
    durable: false,
  };
}

/** What ArC ONE cannot do, in sentences. */
export const arcOneCannot: readonly string[] = [
  'ArC ONE cannot stop a job: a train is split into jobs of at most 100 ms',
  'ArC ONE has no compliance on pulses: memloop refuses a train if the device, as last read, would draw too much current',
  'ArC ONE has one read voltage for all rows: the computer adds up currents at different voltages',
  'ArC ONE measures no current at 0 V and has no settling time',
  'ArC ONE has no watchdog: if memloop is killed or the cable is pulled, the running job continues to its end',
  'ArC ONE waits for the rest of an incomplete job: the next connection ends it with zeros; its firmware may or may not pulse something for word or bit line 0',
  'ArC ONE has no checksum: a digit that changes on the way is not noticed',
  'ArC ONE does not report a reset while it is idle: its read settings are sent again before every job, the size of the array is not',
  'ArC ONE does not number its answers: a repeated answer is noticed only if a reading takes at most 20 ms, plus 1 ms per averaged reading',
];
