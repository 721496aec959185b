import { UsageError } from '../../src/core/errors.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceFit } from '../files/device-form.js';
import { meanOf } from '../../src/core/maths/vectors.js';

/** Minimum number of pulses in a branch: enough for the four parameters of a cycle and some residuals. */
const MINIMUM_PULSES = 8;

/**
 * The measurement of one memristor: its conductance after every pulse of every cycle, in siemens.
 * Both branches are in the order of the measurement, so SET rises and RESET falls with the index.
 */
export interface Characterisation extends Pick<
  DeviceFit,
  'device' | 'role' | 'waterMazeIndex' | 'measured' | 'pulses' | 'conditions' | 'provenance'
> {
  /** [cycle][SET pulses applied], siemens */
  readonly set: Float64Array[];
  /** [cycle][RESET pulses applied], siemens */
  readonly reset: Float64Array[];
  /** order of the RESET readings in the file */
  readonly resetCounted: ResetCounted;
}

/** Order of the RESET readings in a file: by pulses applied, or by remaining position (the start of the branch comes last). */
export type ResetCounted = 'by pulses applied' | 'by remaining position';

/** A measurement as a file contains it, unchecked. */
export type Recorded = Omit<Characterisation, 'pulses' | 'resetCounted'>;

/** A recorded measurement, checked, with both branches in the order of the measurement. @throws UsageError that names `where` */
export function characterisation(recorded: Recorded, where: string): Characterisation {
  const pulses = checkLengths(recorded, where);
  for (const polarity of ['set', 'reset'] as const) checkBranches(recorded[polarity], polarity, where);
  const { lowest, highest } = conductanceWindow(recorded.set);
  if (!(highest > lowest)) {
    throw new UsageError(
      `${where}: the SET branch must end above its start: expected G1 > G0, got G0 = ${lowest} S and G1 = ${highest} S (means over cycles); check whether the file swaps SET and RESET`,
    );
  }
  return { ...recorded, pulses, ...inMeasuredOrder(recorded, where) };
}

/** G0 and G1, in siemens: means over the cycles of the first and the last reading of SET. */
export function conductanceWindow(set: Float64Array[]): { lowest: number; highest: number } {
  return { lowest: meanAt(set, 0), highest: meanAt(set, set[0].length - 1) };
}

/** The branches of one polarity as rises from their lower end: w for SET and 1 − w for RESET, because RESET is SET seen from the top. */
export function risesOf({ set, reset }: Characterisation, polarity: Polarity): Float64Array[] {
  const { lowest, highest } = conductanceWindow(set);
  const span = highest - lowest;
  if (polarity === 'set') return set.map((branch) => branch.map((siemens) => (siemens - lowest) / span));
  return reset.map((branch) => branch.map((siemens) => (highest - siemens) / span));
}

function checkLengths({ set, reset }: Recorded, where: string): number {
  if (set.length === 0) throw new UsageError(`${where}: expected at least one cycle, got none`);
  if (set.length !== reset.length) {
    throw new UsageError(
      `${where}: expected equal numbers of SET and RESET cycles, got ${set.length} SET and ${reset.length} RESET`,
    );
  }
  const readings = set[0].length;
  for (const [polarity, branches] of Object.entries({ set, reset }) as [Polarity, Float64Array[]][]) {
    const cycle = branches.findIndex((branch) => branch.length !== readings);
    if (cycle < 0) continue;
    throw new UsageError(
      `${where}: ${polarity} cycle ${cycle}: expected ${readings} readings as in the first SET cycle, got ${branches[cycle].length}`,
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
        `${where}: ${polarity} cycle ${cycle}, reading ${bad}: expected a conductance above 0 S and below 1 S, got ${branch[bad]}; give readings in siemens`,
      );
    }
    if (branch.every((siemens) => siemens === branch[0])) {
      throw new UsageError(
        `${where}: ${polarity} cycle ${cycle}: expected a conductance that changes with pulses, got ${branch[0]} S at every reading; leave this cycle out`,
      );
    }
  }
}

/** Whether a number is a possible conductance of a memristor, in siemens. */
export function isConductance(siemens: number): boolean {
  return siemens > 0 && siemens < 1;
}

/** Brings RESET into the order of the measurement. Conductance falls along RESET, so an index along which it rises counts the remaining position. */
function inMeasuredOrder(
  { reset }: Recorded,
  where: string,
): Pick<Characterisation, 'reset' | 'resetCounted'> {
  const first = meanAt(reset, 0);
  const last = meanAt(reset, reset[0].length - 1);
  if (first === last) {
    throw new UsageError(
      `${where}: the RESET branch must lower the conductance, but it starts and ends at ${first} S (means over cycles)`,
    );
  }
  if (first > last) return { reset, resetCounted: 'by pulses applied' };
  return { reset: reset.map((branch) => branch.toReversed()), resetCounted: 'by remaining position' };
}

function meanAt(branches: Float64Array[], index: number): number {
  return meanOf(branches.map((branch) => branch[index]));
}
