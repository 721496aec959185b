import { UsageError } from '../../src/core/errors.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceFit } from '../files/device-form.js';
import { meanOf } from '../../src/core/maths/vectors.js';

/** Fewer pulses than this do not fix the four parameters of a cycle and leave residuals to speak of. */
const FEWEST_PULSES = 8;

/**
 * One memristor's measurement: conductance after every pulse of every cycle, siemens.
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
  /** how the file counted the readings of RESET */
  readonly resetCounted: ResetCounted;
}

/** RESET readings stand in a file in the order of pulses applied, or of the position that remains (the start of the branch comes last). */
export type ResetCounted = 'by pulses applied' | 'by remaining position';

/** A measurement as it stands in a file. */
export type Recorded = Omit<Characterisation, 'pulses' | 'resetCounted'>;

/** A recorded measurement, checked and brought into the order of the measurement. @throws UsageError that names `where` */
export function characterisation(recorded: Recorded, where: string): Characterisation {
  const pulses = checkLengths(recorded, where);
  for (const polarity of ['set', 'reset'] as const) checkBranches(recorded[polarity], polarity, where);
  const { lowest, highest } = conductanceWindow(recorded.set);
  if (!(highest > lowest)) {
    throw new UsageError(
      `${where}: the SET branch must end above its start: expected G1 > G0, got G0 = ${lowest} S and G1 = ${highest} S (means over cycles)`,
    );
  }
  return { ...recorded, pulses, ...inMeasuredOrder(recorded, where) };
}

/** G0 and G1: means over the cycles of the SET branch's first and last reading, siemens. */
export function conductanceWindow(set: Float64Array[]): { lowest: number; highest: number } {
  return { lowest: meanAt(set, 0), highest: meanAt(set, set[0].length - 1) };
}

function checkLengths({ set, reset }: Recorded, where: string): number {
  if (set.length === 0) throw new UsageError(`${where}: expected at least one cycle, got none`);
  if (set.length !== reset.length) {
    throw new UsageError(
      `${where}: expected as many RESET as SET cycles, got ${set.length} SET and ${reset.length} RESET`,
    );
  }
  const readings = set[0].length;
  for (const [polarity, branches] of Object.entries({ set, reset }) as [Polarity, Float64Array[]][]) {
    const odd = branches.findIndex((branch) => branch.length !== readings);
    if (odd < 0) continue;
    throw new UsageError(
      `${where}: ${polarity} cycle ${odd}: expected ${readings} readings like the first SET cycle, got ${branches[odd].length}`,
    );
  }
  if (readings - 1 < FEWEST_PULSES) {
    throw new UsageError(
      `${where}: expected at least ${FEWEST_PULSES} pulses in a branch, got ${Math.max(0, readings - 1)}`,
    );
  }
  return readings - 1;
}

function checkBranches(branches: Float64Array[], polarity: Polarity, where: string): void {
  for (const [cycle, branch] of branches.entries()) {
    const bad = branch.findIndex((siemens) => !isConductance(siemens));
    if (bad >= 0) {
      throw new UsageError(
        `${where}: ${polarity} cycle ${cycle}, reading ${bad}: expected a conductance above 0 S and below 1 S, got ${branch[bad]}`,
      );
    }
    if (branch.every((siemens) => siemens === branch[0])) {
      throw new UsageError(
        `${where}: ${polarity} cycle ${cycle}: expected a conductance that changes with pulses, got ${branch[0]} S throughout`,
      );
    }
  }
}

/** Whether a number can be the conductance of a memristor, in siemens. */
export function isConductance(siemens: number): boolean {
  return siemens > 0 && siemens < 1;
}

/** Conductance falls along RESET; where it rises with the index, that counts the remaining position. */
function inMeasuredOrder(
  { reset }: Recorded,
  where: string,
): Pick<Characterisation, 'reset' | 'resetCounted'> {
  const first = meanAt(reset, 0);
  const last = meanAt(reset, reset[0].length - 1);
  if (first === last) {
    throw new UsageError(
      `${where}: the RESET branch must lower the conductance: it starts and ends at ${first} S (means over cycles)`,
    );
  }
  if (first > last) return { reset, resetCounted: 'by pulses applied' };
  return { reset: reset.map((branch) => branch.toReversed()), resetCounted: 'by remaining position' };
}

function meanAt(branches: Float64Array[], index: number): number {
  return meanOf(branches.map((branch) => branch[index]));
}
