import type { Curve, MeasurementKind, ReadingRecord } from './measurement-kind.js';
import { logSpaced, logSpacedCount } from './log-spaced.js';
import { refuseRows } from './refuse-rows.js';
import { recordedBranch } from './recorded-branch.js';

const settings = {
  cycles: { default: 1000, minimum: 1, maximum: 1e9, whole: true, meaning: 'cycles of a SET and a RESET train' },
  pulses: { default: 200, minimum: 1, maximum: 10_000, whole: true, meaning: 'pulses of each train' },
  perDecade: { default: 3, minimum: 0, maximum: 100, whole: true, meaning: 'recorded cycles a decade; 0 records every cycle' },
  closed: { default: 1.05, minimum: 1, maximum: 1e6, meaning: 'ratio of high to low conductance at which the window counts as closed' },
} as const; // prettier-ignore

/** The states that one recorded cycle ended in. */
interface States {
  readonly cycle: number;
  readonly high: number;
  readonly low: number;
}

/**
 * Cycles of SET and RESET trains until the window closes. A recorded cycle is read at its start and after every pulse, so that the file is a
 * characterisation of log-spaced cycles; in any other cycle each train is sent whole.
 */
export const endurance: MeasurementKind<keyof typeof settings> = {
  meaning: 'endurance: SET and RESET trains until the window closes; log-spaced cycles are read pulse by pulse',
  settings,
  columns: ['cycle', 'polarity', 'pulse'],
  check({ settings: { cycles, pulses, perDecade } }) {
    refuseRows(recordedIn(cycles, perDecade, pulses), perDecade, '--cycles');
  },
  *steps(order) {
    const { cycles, pulses, perDecade, closed } = order.settings;
    let cycle = 1;
    for (const recorded of logSpaced(cycles, perDecade)) {
      for (; cycle < recorded; cycle++)
        for (const polarity of ['set', 'reset'] as const) yield { train: { ...order[polarity], count: pulses } };
      const high = (yield* recordedBranch(order, cycle, 'set', pulses)).at(-1)!;
      const low = (yield* recordedBranch(order, cycle, 'reset', pulses)).at(-1)!;
      if (high / low <= closed) return;
      cycle++;
    }
  },
  extent({ settings: { cycles, pulses, perDecade }, read }) {
    return {
      reads: recordedIn(cycles, perDecade, pulses),
      set: cycles * pulses,
      reset: cycles * pulses,
      longest: perDecade === 0 ? { set: 1, reset: 1 } : { set: pulses, reset: pulses },
      readMicrovolts: read.microvolts,
      seconds: 0,
    };
  },
  summary(records, { settings: { pulses, closed } }) {
    const states = statesOf(records, pulses);
    const last = states.at(-1);
    if (!last) return { answer: 'no cycle was completed', numbers: { cycles: 0 } };
    const ratio = last.high / last.low;
    const cycles = last.cycle === 1 ? '1 cycle' : `${last.cycle} cycles`;
    const numbers = { cycles: last.cycle, ratio, uncertain: uncertainIn(records) };
    if (ratio > closed)
      return { answer: `window open after ${cycles}, ratio ${ratio.toPrecision(3)}`, numbers };
    const open = states.at(-2);
    const before = open ? `open at cycle ${open.cycle}` : 'it was never seen open';
    return { answer: `window closed after ${cycles} (${before}), ratio ${ratio.toPrecision(3)}`, numbers };
  },
  drawing(records, { settings: { pulses } }) {
    const states = statesOf(records, pulses);
    const curve = (name: string, polarity: 'set' | 'reset', of: (states: States) => number): Curve => ({
      name,
      polarity,
      points: states.map((each) => [each.cycle, of(each) * 1e6]),
    });
    return {
      title: 'Endurance',
      x: 'cycle',
      y: 'conductance (µS)',
      logX: true,
      curves: [curve('high state', 'set', ({ high }) => high), curve('low state', 'reset', ({ low }) => low)],
    };
  },
}; // prettier-ignore

/** Readings of the recorded cycles. */
function recordedIn(cycles: number, perDecade: number, pulses: number): number {
  return logSpacedCount(cycles, perDecade) * 2 * (pulses + 1);
}

/** The high and the low state of each complete recorded cycle. */
function statesOf(records: readonly ReadingRecord[], pulses: number): States[] {
  const states: States[] = [];
  let high = NaN;
  for (const { row, siemens } of records) {
    if (row!['pulse'] !== pulses) continue;
    if (row!['polarity'] === 'set') high = siemens;
    else states.push({ cycle: Number(row!['cycle']), high, low: siemens });
  }
  return states;
}

/** Pulses whose delivery is not confirmed; a row counts those of the trains before it. */
function uncertainIn(records: readonly ReadingRecord[]): number {
  return records.reduce((sum, { uncertain }) => sum + uncertain, 0);
}
