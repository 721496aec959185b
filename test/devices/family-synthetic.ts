import type { FamilyFit } from '../../devices/families/compare-families.js';
import { measuredBranch, type MeasuredBranch } from '../../devices/families/measured-branch.js';
import type { Characterisation } from '../../devices/fitting/characterisation.js';
import { fitMean } from '../../devices/fitting/mean-fit.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { normal } from './fitting-synthetic.js';

/** Cycles of a known curve x(p) with white read noise, as data for families. */
export function branchOf(
  rise: (p: number) => number,
  pulses: number,
  cycles: number,
  white: number,
  seed: string,
): MeasuredBranch {
  const random = new RandomStream(`test/families/${seed}`);
  const rises = Array.from({ length: cycles }, () =>
    Float64Array.from({ length: pulses + 1 }, (_, p) => rise(p) + white * normal(random)),
  );
  return measuredBranch(rises, fitMean(rises).curve);
}

/** The fit of one family. */
export function named(fits: readonly FamilyFit[], name: string): FamilyFit {
  return fits.find(({ family }) => family === name)!;
}

/** A device from the text of a measurement with the columns cycle, polarity, pulse and conductance, in order; RESET by pulses applied. */
export function measuredDevice(csv: string): Characterisation {
  const rows = csv.trim().split(/\r?\n/).slice(1);
  const branches = { set: [] as number[][], reset: [] as number[][] };
  for (const row of rows) {
    const [cycle, polarity, pulse, siemens] = row.split(',');
    const branch = (branches[polarity as 'set' | 'reset'][Number(cycle)] ??= []);
    branch[Number(pulse)] = Number(siemens);
  }
  const [set, reset] = [branches.set, branches.reset].map((of) => of.map((each) => Float64Array.from(each)));
  return { device: 'measured', pulses: set[0].length - 1, set, reset, resetCounted: 'by pulses applied' };
}
