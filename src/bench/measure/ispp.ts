import type { Polarity } from '../../../devices/vcm/response-curve.js';
import { UsageError } from '../../core/errors.js';
import { rangeOf } from '../../core/maths/vectors.js';
import type { Curve, MeasureOrder, MeasurementKind, MeasureStep, ReadingRecord } from './measurement-kind.js';

const settings = {
  cycles: { default: 1, minimum: 1, maximum: 1e6, whole: true, meaning: 'cycles of a SET and a RESET staircase' },
  from: { default: 0.3, minimum: 0.001, maximum: 100, meaning: 'amplitude of the first pulse, V, without its sign; the last has --set-volts or --reset-volts' },
  step: { default: 0.05, minimum: 0.0001, maximum: 100, meaning: 'step of the amplitude, V' },
  setTarget: { default: 0, minimum: 0, maximum: 1e6, meaning: 'conductance at which a SET staircase ends, µS; 0: only at --set-volts' },
  resetTarget: { default: 0, minimum: 0, maximum: 1e6, meaning: 'conductance at which a RESET staircase ends, µS; 0: only at --reset-volts' },
} as const; // prettier-ignore

const POLARITIES = ['set', 'reset'] as const;

/** Incremental step pulse programming: one pulse of each amplitude, rising to a target or a maximum, with a reading after each. */
export const ispp: MeasurementKind<keyof typeof settings> = {
  meaning: 'incremental step pulse programming: amplitudes rise until a target or a maximum; SET, then RESET',
  settings,
  defaults: { setVolts: 1, resetVolts: -1.5, setWidthUs: 1, resetWidthUs: 1 },
  columns: ['cycle', 'polarity', 'pulse', 'pulse_volts'],
  anyVoltage: true,
  check(order) {
    for (const polarity of POLARITIES)
      if (amplitudes(order, polarity).length === 0)
        throw new UsageError(
          `--from: got ${order.settings['from']}: expected at most the amplitude of --${polarity}-volts, ${Math.abs(order[polarity].microvolts) / 1e6} V`,
        );
  },
  *steps(order) {
    for (let cycle = 0; cycle < order.settings['cycles']; cycle++)
      for (const polarity of POLARITIES) yield* staircase(order, cycle, polarity);
  },
  extent(order) {
    const { cycles } = order.settings;
    const [set, reset] = POLARITIES.map((polarity) => cycles * amplitudes(order, polarity).length);
    return {
      reads: set + reset + 2 * cycles,
      set,
      reset,
      longest: { set: 1, reset: 1 },
      readMicrovolts: order.read.microvolts,
      seconds: 0,
    };
  },
  summary(records, order) {
    const sentences = POLARITIES.map((polarity) => endOf(records, order, polarity));
    const pulses = records.filter(({ row }) => Number(row!['pulse']) > 0);
    const limited = pulses.filter(({ remarks }) => remarks?.includes('compliance')).length;
    const at = limited > 0 ? [`${limited} of ${pulses.length} pulses ended at the compliance`] : [];
    return {
      answer: [...sentences.map(({ sentence }) => sentence), ...at].join('; '),
      numbers: { ...Object.fromEntries(sentences.flatMap(({ numbers }) => numbers)), limited },
    };
  },
  drawing(records, { settings: { setTarget, resetTarget } }) {
    const curves = branchesOf(records).map(([polarity, branch], k): Curve => ({
      name: k < 2 ? polarity.toUpperCase() : '',
      polarity,
      points: branch.slice(1).map(({ row, siemens }) => [Number(row!['pulse_volts']), siemens * 1e6]),
    }));
    return {
      title: 'Incremental step pulse programming',
      x: 'amplitude of the pulse (V)',
      y: 'conductance after the pulse (µS)',
      curves,
      levels: [setTarget, resetTarget].filter((target) => target > 0),
    };
  },
};

/** The amplitudes of a staircase, µV with their sign; the last is the maximum, also where the step before it is smaller. */
function amplitudes({ settings: { from, step }, ...order }: MeasureOrder, polarity: Polarity): number[] {
  const sign = polarity === 'set' ? 1 : -1;
  const last = Math.abs(order[polarity].microvolts);
  const count = Math.max(0, Math.floor((last - from * 1e6) / (step * 1e6) + 1e-9) + 1);
  const rising = Array.from({ length: count }, (_, k) => Math.round((from + k * step) * 1e6));
  if (count > 0 && rising[count - 1] < last) rising.push(last);
  return rising.map((each) => sign * each);
}

function reached({ settings }: MeasureOrder, polarity: Polarity, siemens: number): boolean {
  const target = settings[`${polarity}Target`] * 1e-6;
  return target > 0 && (polarity === 'set' ? siemens >= target : siemens <= target);
}

function* staircase(
  order: MeasureOrder,
  cycle: number,
  polarity: Polarity,
): Generator<MeasureStep, void, ReadingRecord> {
  const { read } = order;
  const row = (pulse: number, volts: number) => ({ cycle, polarity, pulse, pulse_volts: volts });
  let { siemens } = yield { read, row: row(0, 0) };
  for (const [k, microvolts] of amplitudes(order, polarity).entries()) {
    if (reached(order, polarity, siemens)) return;
    const train = { microvolts, widthNanos: order[polarity].widthNanos, count: 1 };
    ({ siemens } = yield { train, read, compliant: true, row: row(k + 1, microvolts / 1e6) });
  }
}

/** The staircases in their order, with the reading before each. */
function branchesOf(records: readonly ReadingRecord[]): [Polarity, ReadingRecord[]][] {
  const branches: [Polarity, ReadingRecord[]][] = [];
  for (const record of records) {
    if (record.row!['pulse'] === 0) branches.push([record.row!['polarity'] as Polarity, []]);
    branches.at(-1)![1].push(record);
  }
  return branches;
}

function endOf(records: readonly ReadingRecord[], order: MeasureOrder, polarity: Polarity) {
  const ends = branchesOf(records).filter(([of]) => of === polarity).map(([, branch]) => branch.at(-1)!); // prettier-ignore
  const name = polarity.toUpperCase();
  if (ends.length === 0) return { sentence: `no ${name} staircase`, numbers: [] };
  const hits = ends.filter(({ siemens }) => reached(order, polarity, siemens));
  const volts = (hits.length > 0 ? hits : ends).map(({ row }) => Number(row!['pulse_volts']));
  const mean = volts.reduce((sum, each) => sum + each, 0) / volts.length;
  const [low, high] = rangeOf(volts);
  const range = low < high ? ` (${low} to ${high} V)` : '';
  const microsiemens = Number((ends.at(-1)!.siemens * 1e6).toPrecision(4));
  const sentence =
    order.settings[`${polarity}Target`] > 0
      ? hits.length > 0
        ? `${name} target reached at ${+mean.toPrecision(4)} V${range}, ${hits.length} of ${ends.length} times`
        : `${name} target not reached up to ${+mean.toPrecision(4)} V, ${microsiemens} µS`
      : `${microsiemens} µS after ${name} up to ${+mean.toPrecision(4)} V`;
  return { sentence, numbers: [[`${polarity}Volts`, mean], [`${polarity}Reached`, hits.length]] as [string, number][] }; // prettier-ignore
}
