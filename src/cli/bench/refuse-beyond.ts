import type { BenchSettings } from '../../bench/bench.js';
import { type Limits, picojoules } from '../../../drivers/sessions/limits.js';
import type { Polarity } from '../../../devices/vcm/response-curve.js';
import { UsageError } from '../../core/errors.js';

/** The longest train of each polarity that a command will send. */
export type Trains = Readonly<Partial<Record<Polarity, number | undefined>>>;

/** Refuses what is beyond the limits before any port is opened. @throws UsageError that names the option */
export function refuseBeyond(settings: BenchSettings, limits: Limits, trains: Trains): void {
  const { microvolts } = settings.read;
  const most = limits.readMicrovoltsMax;
  within(
    '--read-volts',
    microvolts / 1e6,
    Math.abs(microvolts) <= most,
    `at most ±${most / 1e6} V (--limit-read-volts)`,
  );
  for (const polarity of ['set', 'reset'] as const) {
    const count = trains[polarity] ?? 0;
    if (count > 0) refuseTrain(settings, limits, polarity, count);
  }
}

function refuseTrain(settings: BenchSettings, limits: Limits, polarity: Polarity, count: number): void {
  const { microvolts, widthNanos } = settings[polarity];
  const isSet = polarity === 'set';
  const end = isSet ? limits.microvoltsMax : limits.microvoltsMin;
  const microjoules = picojoules({ microvolts, widthNanos, count }, limits.picoampsMax) / 1e6;
  within(
    `--${polarity}-volts`,
    microvolts / 1e6,
    isSet ? microvolts <= end : microvolts >= end,
    `no ${isSet ? 'more' : 'less'} than ${end / 1e6} V (--limit-${polarity}-volts)`,
  );
  within(
    `--${polarity}-width-us`,
    widthNanos / 1e3,
    widthNanos <= limits.nanosMax,
    `at most ${limits.nanosMax / 1e3} µs (--limit-width-us)`,
  );
  within(
    '--period-us',
    settings.periodNanos / 1e3,
    settings.periodNanos >= widthNanos,
    `at least the width of a pulse`,
  );
  within(
    `${polarity.toUpperCase()} pulses in a train`,
    count,
    count <= limits.pulsesMax,
    `at most ${limits.pulsesMax} (--limit-pulses)`,
  );
  within(
    `energy of ${count} ${polarity.toUpperCase()} pulses at the compliance`,
    `${+microjoules.toPrecision(4)} µJ`,
    microjoules * 1e6 <= limits.picojoulesMax,
    `at most ${limits.picojoulesMax / 1e6} µJ (--limit-energy-uj)`,
  );
}

function within(what: string, got: number | string, is: boolean, limit: string): void {
  if (!is) throw new UsageError(`${what}: got ${got}: expected ${limit}`);
}
