import type { BenchSettings } from '../../bench/bench.js';
import { type Limits, picojoules } from '../../../drivers/sessions/limits.js';
import type { Polarity } from '../../../devices/vcm/response-curve.js';
import { UsageError } from '../../core/errors.js';

/** The longest train of each polarity that a command will send. */
export type Trains = Readonly<Partial<Record<Polarity, number | undefined>>>;

/** Refuses settings beyond the limits before a port is opened. @throws UsageError that names the option */
export function checkLimits(settings: BenchSettings, limits: Limits, trains: Trains): void {
  const { microvolts } = settings.read;
  const maximum = limits.readMicrovoltsMax;
  demand(
    Math.abs(microvolts) <= maximum,
    '--read-volts',
    microvolts / 1e6,
    `at most ±${maximum / 1e6} V (--limit-read-volts)`,
  );
  for (const polarity of ['set', 'reset'] as const) {
    const count = trains[polarity] ?? 0;
    if (count > 0) checkTrain(settings, limits, polarity, count);
  }
}

function checkTrain(settings: BenchSettings, limits: Limits, polarity: Polarity, count: number): void {
  const { microvolts, widthNanos } = settings[polarity];
  const isSet = polarity === 'set';
  const end = isSet ? limits.microvoltsMax : limits.microvoltsMin;
  const microjoules = picojoules({ microvolts, widthNanos, count }, limits.picoampsMax) / 1e6;
  demand(
    isSet ? microvolts <= end : microvolts >= end,
    `--${polarity}-volts`,
    microvolts / 1e6,
    `at ${isSet ? 'most' : 'least'} ${end / 1e6} V (--limit-${polarity}-volts)`,
  );
  demand(
    widthNanos <= limits.nanosMax,
    `--${polarity}-width-us`,
    widthNanos / 1e3,
    `at most ${limits.nanosMax / 1e3} µs (--limit-width-us)`,
  );
  demand(
    settings.periodNanos >= widthNanos,
    '--period-us',
    settings.periodNanos / 1e3,
    `at least the width of a pulse, ${widthNanos / 1e3} µs`,
  );
  demand(
    count <= limits.pulsesMax,
    `${polarity.toUpperCase()} pulses in a train`,
    count,
    `at most ${limits.pulsesMax} (--limit-pulses)`,
  );
  demand(
    microjoules * 1e6 <= limits.picojoulesMax,
    `energy of ${count} ${polarity.toUpperCase()} pulses at the compliance current`,
    `${+microjoules.toPrecision(4)} µJ`,
    `at most ${limits.picojoulesMax / 1e6} µJ (--limit-energy-uj)`,
  );
}

function demand(holds: boolean, what: string, got: number | string, expected: string): void {
  if (!holds) throw new UsageError(`${what}: got ${got}: expected ${expected}`);
}
