import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { Capabilities } from '../../drivers/sessions/capabilities.js';
import type { Bench, BenchSettings } from './bench.js';
import { pulseDevice } from './pulse-device.js';
import { readDevice, type DeviceReading, type Readable } from './read-device.js';
import { inUnit, scaledUnit } from '../core/scaled-unit.js';

/** The settings of a self-test. */
export interface CheckOrder extends BenchSettings {
  /** whether it includes one SET and one RESET pulse */
  readonly pulse: boolean;
}

/** Number of readings for the repeatability. */
const REPEATS = 10;

/** What a board says about itself, and the findings of its self-test. */
export interface Checked {
  readonly capabilities: Capabilities;
  readonly findings: readonly Finding[];
}

/** One line of a self-test. */
export interface Finding {
  readonly what: string;
  readonly found: string;
  readonly passed: boolean;
}

/**
 * A self-test without pulses: no current at 0 V, the same conductance at half the read voltage, repeatable readings, and
 * no train during the reads. With `pulse`, one SET and one RESET pulse follow; the board must report each as its last
 * train.
 */
export async function checkBoard(bench: Bench, order: CheckOrder): Promise<Checked> {
  const { session } = bench;
  const before = await session.last();
  const findings = await checkReads(session, order);
  const { seq } = await session.last();
  findings.push({
    what: 'pulses during the reads',
    found: seq === before.seq ? 'none' : 'an unexpected train',
    passed: seq === before.seq,
  });
  for (const polarity of ['set', 'reset'] as const)
    if (order.pulse && bench.stop.reason === undefined)
      findings.push(await pulseOnce(bench, order, polarity));
  return { capabilities: session.capabilities, findings };
}

/** The part of the self-test that only needs reads. @param atZero whether the board can read at 0 V */
export async function checkReads(session: Readable, order: BenchSettings, atZero = true): Promise<Finding[]> {
  const first = atZero ? [await noVoltage(session, order)] : [];
  return [...first, await ohmic(session, order), await repeats(session, order)];
}

async function noVoltage(session: Readable, { place, read }: BenchSettings): Promise<Finding> {
  const { amperes } = await readDevice(session, place, { ...read, microvolts: 0 });
  const { amperes: driven } = await readDevice(session, place, read);
  return {
    what: 'current at 0 V',
    found: `${(amperes * 1e9).toFixed(3)} nA, against ${(driven * 1e9).toFixed(1)} nA at ${read.microvolts / 1e6} V`,
    passed: Math.abs(amperes) <= Math.abs(driven) / 20,
  };
}

async function ohmic(session: Readable, { place, read }: BenchSettings): Promise<Finding> {
  const half = await readDevice(session, place, { ...read, microvolts: Math.round(read.microvolts / 2) });
  const whole = await readDevice(session, place, read);
  return {
    what: 'conductance at half the read voltage',
    found: conductances([half, whole], ', against '),
    passed: Math.abs(half.siemens - whole.siemens) <= 0.25 * Math.abs(whole.siemens),
  };
}

async function repeats(session: Readable, { place, read }: BenchSettings): Promise<Finding> {
  const readings: DeviceReading[] = [];
  for (let i = 0; i < REPEATS; i++) readings.push(await readDevice(session, place, read));
  const siemens = readings.map((reading) => reading.siemens);
  const mean = siemens.reduce((sum, each) => sum + each, 0) / REPEATS;
  const deviation = Math.sqrt(siemens.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (REPEATS - 1));
  const unit = scaledUnit('S', [mean]);
  const remarks = [...new Set(readings.flatMap((reading) => reading.remarks))];
  const words = remarks.map((remark) => `; ${remark}`).join('');
  return {
    what: `${REPEATS} readings at row ${place.row}, column ${place.column}`,
    found: `${inUnit(mean, unit, 3)} ± ${(deviation * unit.factor).toFixed(3)} ${unit.name} (s.d.)${words}`,
    passed: remarks.length === 0 && mean > 0,
  };
}

async function pulseOnce(bench: Bench, order: CheckOrder, polarity: Polarity): Promise<Finding> {
  const { done, before, after } = await pulseDevice(bench, { ...order, polarity, count: 1 });
  const last = await bench.session.last();
  return {
    what: `one ${polarity.toUpperCase()} pulse`,
    found: `${conductances([before, after], ' → ')}; the board counts ${last.done}`,
    passed: done === 1 && last.done === 1,
  };
}

/** The conductances of two readings, in one unit. */
export function conductances(readings: readonly DeviceReading[], between: string): string {
  const siemens = readings.map((reading) => reading.siemens);
  const unit = scaledUnit('S', siemens);
  return `${siemens.map((each) => inUnit(each, unit, 3)).join(between)} ${unit.name}`;
}
