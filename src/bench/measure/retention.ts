import { driftSummary } from './drift.js';
import type { MeasurementKind, ReadingRecord } from './measurement-kind.js';

const settings = {
  duration: { default: 3600, minimum: 0.01, maximum: 1e8, meaning: 'seconds from the first reading to the last' },
  first: { default: 1, minimum: 0.001, maximum: 1e8, meaning: 'seconds from the first reading to the second' },
  perDecade: { default: 5, minimum: 1, maximum: 1000, whole: true, meaning: 'readings a decade of time' },
} as const; // prettier-ignore

/** Readings at log-spaced times, and no pulse. A time that passed while nothing ran is left out. */
export const retention: MeasurementKind<keyof typeof settings> = {
  meaning: 'retention: readings at log-spaced times, and no pulse',
  settings,
  columns: ['reading'],
  *steps({ settings, read }) {
    const { ms: began } = yield { read, row: { reading: 0 } };
    let passed = 0;
    let reading = 1;
    for (const seconds of times(settings)) {
      if (seconds <= passed) continue;
      const { ms } = yield { afterMs: seconds * 1000, read, row: { reading: reading++ } };
      passed = (ms - began) / 1000;
    }
  },
  extent({ settings, read }) {
    return {
      reads: times(settings).length + 1,
      set: 0,
      reset: 0,
      longest: { set: 0, reset: 0 },
      readMicrovolts: read.microvolts,
      seconds: settings['duration'],
    };
  },
  summary(records, { settings: { first } }) {
    const seconds = secondsOf(records);
    const x = seconds.map((each) => Math.log10(1 + each / first));
    return driftSummary(x, records.map(({ siemens }) => siemens), `in ${duration(seconds.at(-1)!)}`);
  },
  drawing(records) {
    const points = secondsOf(records).map((each, k) => [each, records[k].siemens * 1e6] as const);
    return {
      title: 'Retention',
      x: 'time (s)',
      y: 'conductance (µS)',
      logX: true,
      curves: [{ name: 'conductance', points: points.slice(1) }],
    };
  },
}; // prettier-ignore

/** The times after the first reading, s. */
function times({ duration, first, perDecade }: Readonly<Record<string, number>>): number[] {
  const found: number[] = [];
  for (let k = 0; ; k++) {
    const seconds = first * 10 ** (k / perDecade);
    if (seconds >= duration * (1 - 1e-9)) return [...found, duration];
    found.push(seconds);
  }
}

function secondsOf(records: readonly ReadingRecord[]): number[] {
  return records.map(({ ms }) => (ms - records[0].ms) / 1000);
}

/** A duration in the unit that suits it. */
function duration(seconds: number): string {
  const [size, unit] = ([[86_400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']] as const).find(([each]) => seconds >= each) ?? [1, 's']; // prettier-ignore
  return `${+(seconds / size).toPrecision(3)} ${unit}`;
}
