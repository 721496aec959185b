import type { Capabilities } from '../../sessions/capabilities.js';

/** What ArC ONE can do, by its manual (±12 V, from 90 ns on); what is not in it is a choice. */
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
    calibrated: false,
    durable: false,
  };
}

/** What ArC ONE cannot do, in sentences. */
export const arcOneCannot: readonly string[] = [
  'ArC ONE cannot stop a job: a train is sent in jobs of at most 100 ms of pulses',
  'ArC ONE has no compliance on pulses: the host refuses a train if the device as last read would draw too much',
  'ArC ONE has one read voltage for all rows: sums of currents at several voltages are made by the host',
  'ArC ONE reads no current at 0 V and waits no settling time',
  'ArC ONE has no watchdog: if the host is killed or the cable is pulled, the job that is on goes on to its end',
  'ArC ONE waits for the rest of a job that was cut off: the next connection ends it with zeros, and only its firmware knows whether it pulses anything for a word or bit line 0',
  'ArC ONE has no checksum: a digit that changes on the way to it is not noticed',
  'ArC ONE does not tell that it was reset while it rested: how it reads is set anew for every job, the size of the array is not',
  'ArC ONE numbers no answers: one that comes twice is told from the next only if a reading takes at most 20 ms, and 1 ms for each that it is the mean of',
];
