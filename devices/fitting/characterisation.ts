import { UsageError } from '../../src/core/errors.js';
import { CONDUCTANCES, isConductance, windowFault } from '../files/conductance.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceFit } from '../files/device-form.js';
import { meanOf, medianOf } from '../../src/core/maths/vectors.js';

/** Minimum number of pulses in a branch: enough for the four parameters of a cycle and some residuals. */
const MINIMUM_PULSES = 8;

/**
 * The measurement of one memristor: its conductance after every pulse of every cycle, in siemens.
 * Both branches are in the order of the measurement, so SET rises and RESET falls with the index.
 */
export interface Characterisation extends Pick<
  DeviceFit,
  'device' | 'role' | 'waterMazeIndex' | 'measured' | 'conditions' | 'provenance'
> {
  /** SET pulses a cycle; RESET pulses where only RESET was measured */
  readonly pulses: number;
  /** RESET pulses a cycle, if other than `pulses` */
  readonly resetPulses?: number;
  /** [cycle][SET pulses applied], siemens; empty if only RESET was measured */
  readonly set: Float64Array[];
  /** [cycle][RESET pulses applied], siemens; empty if only SET was measured */
  readonly reset: Float64Array[];
  /** order of the RESET readings in the file */
  readonly resetCounted: ResetCounted;
  /** what the file calls a reading, by the indices of its cycle and of the reading in its branch */
  readonly place?: (polarity: Polarity, cycle: number, reading: number) => ReadingPlace;
  /** readings left out, as the file calls them: their values are filled in */
  readonly dropped?: readonly NamedReading[];
}

/** Order of the RESET readings in a file: by pulses applied, or by remaining position (the start of the branch comes last). */
export type ResetCounted = 'by pulses applied' | 'by remaining position';

/** Cycle and pulse of a reading, as its file numbers them. */
export interface NamedReading {
  readonly polarity: Polarity;
  readonly cycle: number;
  readonly pulse: number;
}

/** Where a reading stands in its file: cycle and pulse as the file numbers them, and the line where it has one. */
export interface ReadingPlace {
  readonly cycle: number;
  readonly pulse: number;
  readonly line?: number;
}

/** A measurement as a file contains it, unchecked. */
export type Recorded = Omit<Characterisation, 'pulses' | 'resetPulses' | 'resetCounted'>;

/**
 * A recorded measurement, checked, with both branches in the order of the measurement. The cycles of one polarity must be equally long; one
 * polarity may be missing.
 * @throws UsageError that names `where`
 */
export function characterisation(recorded: Recorded, where: string): Characterisation {
  const [set, reset] = [pulsesOf(recorded, 'set', where), pulsesOf(recorded, 'reset', where)];
  for (const polarity of ['set', 'reset'] as const) {
    checkBranches(recorded[polarity], polarity, where);
    checkUnits(recorded[polarity], polarity, where);
  }
  const { lowest, highest } = conductanceWindow(recorded.set);
  // One bad reading at an end may lower the mean; it can still be left out.
  const rises = highest > lowest || fallsAlong(recorded.set.map((branch) => branch.toReversed()));
  if (recorded.set.length > 0 && !rises) {
    throw new UsageError(
      `${where}: the SET branch must end above its start: expected G1 > G0, got G0 = ${lowest} S and G1 = ${highest} S (means over cycles); if a table swaps SET and RESET, say --map "set=reset,reset=set"`,
    );
  }
  const fault = highest > lowest ? windowFault(lowest, highest) : undefined;
  if (recorded.set.length > 0 && fault !== undefined)
    throw new UsageError(
      `${where}: the ends of the SET branch are G0 = ${lowest} S and G1 = ${highest} S (means over cycles), but G1 must ${fault.replace('lowestSiemens', 'G0')}`,
    );
  const pulses = (set ?? reset)!;
  return {
    ...recorded,
    pulses,
    ...(reset !== undefined && reset !== pulses && { resetPulses: reset }),
    ...inMeasuredOrder(recorded, where),
  };
}

/**
 * G0 and G1, in siemens: means over the cycles of the first and the last reading of SET. Without SET they are those of the last and the first
 * reading of RESET, in the order of the measurement.
 */
export function conductanceWindow(
  set: Float64Array[],
  reset: Float64Array[] = [],
): { lowest: number; highest: number } {
  if (set.length > 0) return { lowest: meanAtStart(set), highest: meanAtEnd(set) };
  return { lowest: meanAtEnd(reset), highest: meanAtStart(reset) };
}

/** The branches of one polarity as rises from their lower end: w for SET and 1 − w for RESET, because RESET is SET seen from the top. */
export function risesOf({ set, reset }: Characterisation, polarity: Polarity): Float64Array[] {
  const { lowest, highest } = conductanceWindow(set, reset);
  const span = highest - lowest;
  if (polarity === 'set') return set.map((branch) => branch.map((siemens) => (siemens - lowest) / span));
  return reset.map((branch) => branch.map((siemens) => (highest - siemens) / span));
}

/** The number of pulses of one polarity; undefined if it was not measured. */
function pulsesOf(recorded: Recorded, polarity: Polarity, where: string): number | undefined {
  const { set, reset } = recorded;
  const branches = recorded[polarity];
  if (set.length === 0 && reset.length === 0)
    throw new UsageError(`${where}: expected at least one cycle, got none`);
  if (branches.length === 0) return undefined;
  if (set.length > 0 && reset.length > 0 && set.length !== reset.length) {
    throw new UsageError(
      `${where}: expected equal numbers of SET and RESET cycles, got ${set.length} SET and ${reset.length} RESET`,
    );
  }
  const readings = branches[0].length;
  const cycle = branches.findIndex((branch) => branch.length !== readings);
  if (cycle >= 0) {
    throw new UsageError(
      `${where}: ${polarity} cycle ${cycle}: expected ${readings} readings as in the first cycle, got ${branches[cycle].length}`,
    );
  }
  if (readings - 1 < MINIMUM_PULSES) {
    throw new UsageError(
      `${where}: expected at least ${MINIMUM_PULSES} pulses per branch, got ${Math.max(0, readings - 1)}`,
    );
  }
  return readings - 1;
}

function checkBranches(branches: Float64Array[], polarity: Polarity, where: string): void {
  for (const [cycle, branch] of branches.entries()) {
    const bad = branch.findIndex((siemens) => !isConductance(siemens));
    if (bad >= 0) {
      throw new UsageError(
        `${where}: ${polarity} cycle ${cycle}, reading ${bad}: expected ${CONDUCTANCES}, got ${branch[bad]}; give readings in siemens`,
      );
    }
    if (branch.every((siemens) => siemens === branch[0])) {
      throw new UsageError(
        `${where}: ${polarity} cycle ${cycle}: expected a conductance that changes with pulses, got ${branch[0]} S at every reading; leave this cycle out`,
      );
    }
  }
}

/** How much larger than in other cycles a conductance may be: more is another unit, or another device. */
const FAR_OFF = 100;

function checkUnits(branches: Float64Array[], polarity: Polarity, where: string): void {
  const medians = branches.map(medianOf);
  const usual = medianOf(medians);
  const odd = medians.findIndex((median) => median > FAR_OFF * usual || usual > FAR_OFF * median);
  if (odd >= 0) {
    throw new UsageError(
      `${where}: ${polarity} cycle ${odd}: got a median of ${medians[odd].toPrecision(3)} S where other cycles have ${usual.toPrecision(3)} S: expected one unit in all cycles; correct it, or leave this cycle out`,
    );
  }
}

/** Brings RESET into the order of the measurement. Conductance falls along RESET, so an index along which it rises counts the remaining position. */
function inMeasuredOrder(
  { reset }: Recorded,
  where: string,
): Pick<Characterisation, 'reset' | 'resetCounted'> {
  if (reset.length === 0) return { reset, resetCounted: 'by pulses applied' };
  const [first, last] = [meanAtStart(reset), meanAtEnd(reset)];
  if (first === last) {
    throw new UsageError(
      `${where}: the RESET branch must lower the conductance, but it starts and ends at ${first} S (means over cycles)`,
    );
  }
  if (fallsAlong(reset)) return { reset, resetCounted: 'by pulses applied' };
  return { reset: reset.map((branch) => branch.toReversed()), resetCounted: 'by remaining position' };
}

/** Whether most branches end below their start: one bad reading at an end does not decide. */
export function fallsAlong(branches: readonly ArrayLike<number>[]): boolean {
  const changes = Array.from(branches, (branch) => branch[branch.length - 1] - branch[0]);
  const falling = changes.filter((change) => change < 0).length;
  return falling * 2 === changes.length ? meanOf(changes) < 0 : falling * 2 > changes.length;
}

function meanAtStart(branches: readonly Float64Array[]): number {
  return meanOf(branches.map((branch) => branch[0]));
}

function meanAtEnd(branches: readonly Float64Array[]): number {
  return meanOf(branches.map((branch) => branch.at(-1)!));
}
