import type { Extent, MeasureOrder, MeasurementKind } from '../../bench/measure/measurement-kind.js';
import { picojoules, type Limits } from '../../../drivers/sessions/limits.js';
import { UsageError } from '../../core/errors.js';
import { checkLimits } from './check-limits.js';

/** Refuses a measurement beyond the limits before a port is opened. @throws UsageError that names the option */
export function checkExtent(kind: MeasurementKind, order: MeasureOrder, limits: Limits): void {
  kind.check?.(order);
  const { longest, readMicrovolts } = kind.extent(order);
  if (readMicrovolts > Math.max(order.read.microvolts, limits.readMicrovoltsMax))
    throw new UsageError(
      `${order.measurement}: got readings of up to ${readMicrovolts / 1e6} V: expected at most ${limits.readMicrovoltsMax / 1e6} V (--limit-read-volts): readings at such voltages switch devices; allow them with --limit-read-volts ${readMicrovolts / 1e6}, or take --pulsed 1`,
    );
  checkLimits(order, limits, longest);
}

/** What a measurement does at most, in a sentence. */
export function extentText(extent: Extent, order: MeasureOrder, limits: Limits): string {
  const { set, reset, reads, seconds } = extent;
  const joules = (['set', 'reset'] as const).map((polarity) =>
    picojoules({ ...order[polarity], count: extent[polarity] }, limits.picoampsMax),
  );
  const microjoules = (joules[0] + joules[1]) / 1e6;
  const waits = seconds > 0 ? `, over ${seconds} s` : '';
  return `at most ${set} SET and ${reset} RESET pulses, ${+microjoules.toPrecision(3)} µJ at the compliance current, and ${reads} readings of up to ${readVolts(extent)} V${waits}`;
}

function readVolts({ readMicrovolts }: Extent): number {
  return Math.abs(readMicrovolts) / 1e6;
}
