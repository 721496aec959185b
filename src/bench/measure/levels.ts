import { UsageError } from '../../core/errors.js';
import { rangeOf } from '../../core/maths/vectors.js';
import type {
  Curve,
  Drawing,
  MeasureOrder,
  MeasurementKind,
  MeasureStep,
  ReadingRecord,
} from './measurement-kind.js';
import { noTargets, targetsIn, toleranceIn, windowOf, type Window } from './level-window.js';
import { recordedBranch } from './recorded-branch.js';

const settings = {
  levels: { default: 8, minimum: 2, maximum: 1000, whole: true, meaning: 'targets, evenly spaced over the window' },
  rounds: { default: 3, minimum: 1, maximum: 10_000, whole: true, meaning: 'times that each target is programmed' },
  pulses: { default: 100, minimum: 1, maximum: 10_000, whole: true, meaning: 'pulses of the SET and the RESET branch that find the window at the start of a round, and maximum for one target' },
  tolerance: { default: 2, minimum: 0.001, maximum: 50, meaning: 'distance from the target that counts as reached, % of the window' },
  lowest: { default: 0, minimum: 0, maximum: 1e6, meaning: 'lowest target, µS; 0: a tenth of the window above its lower end' },
  highest: { default: 0, minimum: 0, maximum: 1e6, meaning: 'highest target, µS; 0: a tenth of the window below its upper end' },
} as const; // prettier-ignore

/**
 * Several levels with write and verify. A round begins with a SET and a RESET branch, which give the window and can be fitted. Then each target is
 * programmed from where the device is: a SET pulse below it, a RESET pulse above it, until a reading is within the tolerance.
 */
export const levels: MeasurementKind<keyof typeof settings> = {
  meaning: 'multi-level programming: targets over the window, each programmed with pulses and readings',
  settings,
  columns: ['cycle', 'polarity', 'pulse', 'target_siemens'],
  check({ settings: { lowest, highest } }) {
    if (highest > 0 && highest <= lowest)
      throw new UsageError(`--highest: got ${highest} µS: expected more than --lowest, ${lowest} µS`);
  },
  *steps(order) {
    const { rounds, pulses } = order.settings;
    let window: Window | undefined;
    for (let round = 0; round < rounds; round++) {
      const set = yield* recordedBranch(order, round, 'set', pulses);
      const reset = yield* recordedBranch(order, round, 'reset', pulses);
      window ??= windowOf(set, reset);
      if (noTargets(order, window) !== undefined) return;
      for (const target of targetsIn(order, window))
        yield* program(order, round, target, toleranceIn(order, window));
    }
  },
  extent({ settings: { levels, rounds, pulses }, read }) {
    return {
      reads: rounds * (2 * (pulses + 1) + levels * (pulses + 1)),
      set: rounds * (pulses + levels * pulses),
      reset: rounds * (pulses + levels * pulses),
      longest: { set: 1, reset: 1 },
      readMicrovolts: read.microvolts,
      seconds: 0,
    };
  },
  summary(records, order) {
    const found = programmed(records);
    const window = windowIn(records);
    const { low, high } = window;
    const why = noTargets(order, window);
    if (why !== undefined)
      return { answer: `no target was programmed: ${why}`, numbers: { reached: 0, of: 0 } };
    const tolerance = toleranceIn(order, window);
    const reached = found.filter(({ target, siemens }) => Math.abs(siemens - target) <= tolerance);
    const spreads = [...new Set(found.map(({ target }) => target))].map((target) =>
      deviation(found.filter((each) => each.target === target).map(({ siemens }) => siemens)),
    );
    const known = spreads.filter((each) => !Number.isNaN(each));
    const share = (siemens: number) => +((100 * siemens) / (high - low)).toPrecision(2);
    const [, worst] = rangeOf(known);
    const pulses = found.reduce((sum, each) => sum + each.pulses, 0) / found.length;
    const spread = known.length > 0 ? `; spread of a level at most ${share(worst)} % of the window (s.d.)` : '';
    return {
      answer: `${reached.length} of ${found.length} targets reached within ${order.settings['tolerance']} % of the window, ${+pulses.toPrecision(3)} pulses on average${spread}`,
      numbers: { reached: reached.length, of: found.length, pulses, ...(known.length > 0 && { spread: worst }) },
    };
  },
  drawing(records, order) {
    const found = programmed(records);
    if (found.length === 0) return branchDrawing(records, order);
    const targets = [...new Set(found.map(({ target }) => target))];
    const points = found.map(({ target, siemens }) => [1 + targets.indexOf(target), siemens * 1e6] as const);
    return {
      title: 'Levels with write and verify',
      x: 'level',
      y: 'conductance (µS)',
      curves: [{ name: 'last reading of each target', points, dots: true }],
      levels: targets.map((target) => target * 1e6),
    };
  },
}; // prettier-ignore

/** The branches of rounds that have no targets. */
function branchDrawing(records: readonly ReadingRecord[], { settings: { pulses } }: MeasureOrder): Drawing {
  const curve = (polarity: 'set' | 'reset'): Curve => ({
    name: polarity.toUpperCase(),
    polarity,
    points: records
      .filter(({ row }) => row!['polarity'] === polarity)
      .map(({ row, siemens }) => [Number(row!['pulse']), siemens * 1e6]),
  });
  return {
    title: 'Levels with write and verify',
    x: `pulse, of ${pulses} a branch`,
    y: 'conductance (µS)',
    curves: [curve('set'), curve('reset')],
  };
}

function* program(
  order: MeasureOrder,
  cycle: number,
  target: number,
  tolerance: number,
): Generator<MeasureStep, void, ReadingRecord> {
  const { read } = order;
  const row = (pulse: number, polarity = 'verify') => ({ cycle, polarity, pulse, target_siemens: target });
  let { siemens } = yield { read, row: row(0) };
  for (let pulse = 1; pulse <= order.settings['pulses']; pulse++) {
    if (Math.abs(siemens - target) <= tolerance) return;
    const train = { ...(siemens < target ? order.set : order.reset), count: 1 };
    ({ siemens } = yield { train, read, row: row(pulse) });
  }
}

/** The last reading of each target of each round, and the pulses that it took. */
function programmed(records: readonly ReadingRecord[]) {
  const found: { target: number; siemens: number; pulses: number }[] = [];
  for (const { row, siemens } of records) {
    const target = row!['target_siemens'];
    if (typeof target !== 'number') continue;
    const pulses = Number(row!['pulse']);
    if (pulses === 0) found.push({ target, siemens, pulses });
    else found[found.length - 1] = { target, siemens, pulses };
  }
  return found;
}

/** The window of the first round. */
function windowIn(records: readonly ReadingRecord[]): Window {
  const branch = (polarity: string) =>
    records.filter(({ row }) => row!['cycle'] === 0 && row!['polarity'] === polarity).map(({ siemens }) => siemens); // prettier-ignore
  return windowOf(branch('set'), branch('reset'));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
