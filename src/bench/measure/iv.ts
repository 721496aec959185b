import { UsageError } from '../../core/errors.js';
import { rangeOf } from '../../core/maths/vectors.js';
import type { Curve, MeasureOrder, MeasurementKind, ReadingRecord } from './measurement-kind.js';

const settings = {
  step: { default: 0.05, minimum: 0.0001, maximum: 100, meaning: 'volts between two points' },
  cycles: { default: 1, minimum: 1, maximum: 1e6, whole: true, meaning: 'sweeps' },
  pulsed: { default: 0, minimum: 0, maximum: 1, whole: true, meaning: '1: a pulse of each voltage, then a reading at --read-volts; 0: the current at each voltage' },
} as const; // prettier-ignore

/**
 * An I–V curve as a triangular staircase: 0 V, --set-volts, 0 V, --reset-volts, 0 V. Either each voltage is a reading, with the current at it, or
 * (pulsed) each is a pulse, and a reading at the read voltage follows.
 */
export const iv: MeasurementKind<keyof typeof settings> = {
  meaning: 'I–V curve: 0 V, --set-volts, 0 V, --reset-volts, 0 V in steps, with the current at each',
  settings,
  defaults: { setVolts: 1, resetVolts: -1.5, setWidthUs: 1, resetWidthUs: 1 },
  columns: ['cycle', 'point', 'applied_volts'],
  anyVoltage: true,
  check(order) {
    const { step } = order.settings;
    if (step * 1e6 > Math.max(order.set.microvolts, -order.reset.microvolts))
      throw new UsageError(`--step: got ${step} V: expected at most the highest voltage of the sweep`);
  },
  remark(order) {
    const { step } = order.settings;
    const real = (['set', 'reset'] as const).map((polarity) => Math.abs(order[polarity].microvolts) / 1e6 / stepsTo(order, order[polarity].microvolts)); // prettier-ignore
    if (real.every((each) => each === 0 || Math.abs(each - step) < 1e-6)) return undefined;
    const [set, reset] = real.map((each) => `${+each.toPrecision(4)} V`);
    return `--step ${step} does not divide the voltages: the steps are ${set} up to --set-volts and ${reset} to --reset-volts`;
  },
  *steps(order) {
    const { cycles, pulsed } = order.settings;
    const points = staircaseOf(order);
    for (let cycle = 0; cycle < cycles; cycle++)
      for (const [point, microvolts] of points.entries()) {
        const row = { cycle, point, applied_volts: microvolts / 1e6 };
        const { widthNanos } = microvolts > 0 ? order.set : order.reset;
        if (pulsed === 0) yield { read: { ...order.read, microvolts }, anyCurrent: true, row };
        else if (microvolts === 0) yield { read: order.read, row };
        else yield { train: { microvolts, widthNanos, count: 1 }, read: order.read, compliant: true, row };
      }
  },
  extent(order) {
    const { cycles, pulsed } = order.settings;
    const points = staircaseOf(order);
    const pulses = (sign: number) => pulsed * cycles * points.filter((each) => each * sign > 0).length;
    return {
      reads: cycles * points.length,
      set: pulses(1),
      reset: pulses(-1),
      longest: { set: Math.min(1, pulses(1)), reset: Math.min(1, pulses(-1)) },
      readMicrovolts:
        pulsed === 1 ? order.read.microvolts : Math.max(order.set.microvolts, -order.reset.microvolts),
      seconds: 0,
    };
  },
  summary(records, order) {
    const [, largest] = rangeOf(records.map(({ amperes }) => Math.abs(amperes)));
    const limited = records.filter(({ remarks }) => /compliance|saturated/.test(remarks ?? '')).length;
    const ratio = windowOf(records, order);
    const at = limited > 0 ? `; ${limited} points at the limit of the current` : '';
    return {
      answer: `${records.length} points, at most ${+(largest * 1e6).toPrecision(4)} µA; hysteresis: up to ${+ratio.toPrecision(3)} times the current on the way back${at}`,
      numbers: { points: records.length, amperes: largest, ratio, limited },
    };
  },
  drawing(records, { settings: { pulsed } }) {
    const of = (record: ReadingRecord) => (pulsed === 1 ? record.siemens : Math.abs(record.amperes)) * 1e6;
    const part = (polarity: 'set' | 'reset', sign: number): Curve[] => {
      const points = records.filter(({ row }) => Number(row!['applied_volts']) * sign > 0 || (pulsed === 1 && row!['applied_volts'] === 0)); // prettier-ignore
      return sweepsOf(points).map((sweep) => ({
        name: '',
        polarity,
        points: sweep.map((record) => [Number(record.row!['applied_volts']), of(record)]),
      }));
    };
    return {
      title: pulsed === 1 ? 'Pulsed I–V' : 'I–V curve',
      x: pulsed === 1 ? 'voltage of the pulse (V)' : 'voltage (V)',
      y: pulsed === 1 ? 'conductance after the pulse (µS)' : '|I| (µA)',
      logY: pulsed !== 1,
      curves: [...part('set', 1), ...part('reset', -1)],
    };
  },
};

/** The readings by sweep. */
function sweepsOf(records: readonly ReadingRecord[]): ReadingRecord[][] {
  const sweeps = new Map<unknown, ReadingRecord[]>();
  for (const record of records) {
    const cycle = record.row!['cycle'];
    const sweep = sweeps.get(cycle);
    if (sweep) sweep.push(record);
    else sweeps.set(cycle, [record]);
  }
  return [...sweeps.values()];
}

/** The voltages of one sweep, µV: up and down on each side. */
function staircaseOf(order: MeasureOrder): number[] {
  const { set, reset } = order;
  const points = [0];
  for (const peak of [set.microvolts, 0, reset.microvolts, 0]) {
    const from = points.at(-1)!;
    const steps = stepsTo(order, peak - from);
    if (peak === from) continue;
    for (let k = 1; k <= steps; k++) points.push(Math.round(from + ((peak - from) * k) / steps) || 0);
  }
  return points;
}

/** The number of equal steps over a range of voltage, µV, that are closest to --step. */
function stepsTo({ settings: { step } }: MeasureOrder, microvolts: number): number {
  return Math.max(1, Math.round(Math.abs(microvolts) / (step * 1e6)));
}

/** The largest ratio of the two currents at one voltage, up and down. */
function windowOf(records: readonly ReadingRecord[], { settings: { pulsed } }: MeasureOrder): number {
  const seen = new Map<string, number>();
  let ratio = 1;
  for (const { row, amperes, siemens } of records) {
    const value = pulsed === 1 ? siemens : Math.abs(amperes);
    const key = `${row!['cycle']} ${row!['applied_volts']}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, value);
    else if (before > 0 && value > 0 && row!['applied_volts'] !== 0) ratio = Math.max(ratio, before / value, value / before); // prettier-ignore
  }
  return ratio;
}
