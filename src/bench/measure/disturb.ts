import { readDose } from '../../../drivers/sessions/read-dose.js';
import { driftSummary } from './drift.js';
import { logSpaced, logSpacedCount } from './log-spaced.js';
import type { MeasurementKind } from './measurement-kind.js';
import { refuseRows } from './refuse-rows.js';

const settings = {
  reads: { default: 10_000, minimum: 3, maximum: 1e9, whole: true, meaning: 'readings, one after the other' },
  perDecade: { default: 5, minimum: 0, maximum: 100, whole: true, meaning: 'recorded readings a decade; 0 records every reading' },
} as const; // prettier-ignore

/** What readings do to a device: many of them at the read voltage, of which log-spaced ones are recorded. */
export const disturb: MeasurementKind<keyof typeof settings> = {
  meaning: 'read disturb: many readings at --read-volts, and no pulse',
  settings,
  columns: ['reading'],
  check({ settings: { reads, perDecade } }) {
    refuseRows(logSpacedCount(reads, perDecade), perDecade, '--reads');
  },
  *steps({ settings: { reads, perDecade }, read }) {
    let reading = 1;
    for (const recorded of logSpaced(reads, perDecade)) {
      for (; reading < recorded; reading++) yield { read };
      yield { read, row: { reading: reading++ } };
    }
  },
  extent({ settings: { reads }, read }) {
    return {
      reads,
      set: 0,
      reset: 0,
      longest: { set: 0, reset: 0 },
      readMicrovolts: read.microvolts,
      seconds: 0,
    };
  },
  summary(records, { read: { microvolts, settleNanos, averages } }) {
    const numbers = records.map(({ row }) => Number(row!['reading']));
    const dose = readDose(microvolts, settleNanos, averages);
    const found = driftSummary(
      numbers.map(Math.log10),
      records.map(({ siemens }) => siemens),
      `after ${numbers.at(-1)} reads of ${+dose.toPrecision(3)} mV·s`,
    );
    return { ...found, numbers: { ...found.numbers, dose } };
  },
  drawing(records) {
    const points = records.map(({ row, siemens }) => [Number(row!['reading']), siemens * 1e6] as const);
    return {
      title: 'Read disturb',
      x: 'reading',
      y: 'conductance (µS)',
      logX: true,
      curves: [{ name: 'conductance', points }],
    };
  },
};
