import { join } from 'node:path';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { branchPulses } from '../../../devices/files/branch-pulses.js';
import type { FamilyComparison } from '../../../devices/families/compare-families.js';
import type { DeviceFamilies } from '../../../devices/families/fit-families.js';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { Characterisation } from '../../../devices/fitting/characterisation.js';
import {
  cycleResponse,
  meanResponse,
  riseAt,
  type Polarity,
  type ResponseCurve,
} from '../../../devices/vcm/response-curve.js';
import { fitFigure, type DrawnBranch } from '../../report/figures/fit-figure.js';
import { noiseFigure } from '../../report/figures/noise-figure.js';
import { figureFile } from '../../report/marks/described.js';
import { writeWhole } from '../../runs/write-whole.js';

/** Writes one figure per device with its readings and fitted curves. @param fits and families of the measured devices, in the same order */
export function writeFitFigures(
  directory: string,
  measured: Characterisation[],
  fits: DeviceFit[],
  families: readonly DeviceFamilies[],
): void {
  const stems = fileStems(fits.map(({ device }) => device));
  for (const [k, fit] of fits.entries()) {
    const branch = (polarity: Polarity) => drawnBranch(polarity, measured[k], fit, families[k][polarity]);
    const branches = [branch('set'), branch('reset')];
    writeWhole(join(directory, `${stems[k]}.svg`), figureFile(fitFigure(fit, branches, families[k])));
  }
}

/** Writes one figure per device with the parts of its noise. */
export function writeNoiseFigures(directory: string, diagnoses: readonly NoiseDiagnosis[]): void {
  const stems = fileStems(diagnoses.map(({ measured }) => measured.device));
  for (const [k, diagnosis] of diagnoses.entries())
    writeWhole(join(directory, `${stems[k]}.svg`), figureFile(noiseFigure(diagnosis)));
}

/** Characters of a file name: file systems take 255 bytes, and a temporary file's name is longer. */
const LONGEST_STEM = 100;

/**
 * File names for devices, shortened and without path separators. Names that differ only in case, or beyond their shortening, get a number.
 */
function fileStems(devices: string[]): string[] {
  const taken = new Set<string>();
  return devices.map((device) => {
    const stem = device
      .replace(/[^\w.-]/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, LONGEST_STEM);
    let unique = stem;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${stem}-${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function drawnBranch(
  polarity: Polarity,
  measured: Characterisation,
  fit: DeviceFit,
  { best: { family, rise } }: FamilyComparison,
): DrawnBranch {
  const { cycles, mean } = fit;
  const pulses = branchPulses(fit, polarity);
  const drawn = (curve: ResponseCurve) =>
    conductances(
      Float64Array.from({ length: pulses + 1 }, (_, p) => riseAt(curve, p)),
      polarity,
      fit,
    );
  return {
    name: polarity === 'set' ? 'SET' : 'RESET',
    polarity,
    readings: measured[polarity],
    cycles: cycles[polarity].map((cycle) => drawn(cycleResponse(cycle, polarity, pulses))),
    mean: drawn(meanResponse(mean[polarity], pulses)),
    ...(family !== 'lin-exp' && { best: conductances(rise, polarity, fit) }),
  };
}

/** The conductance in siemens after each pulse, from a rise in units of the window. */
function conductances(
  rise: Float64Array,
  polarity: Polarity,
  { lowestSiemens, highestSiemens }: DeviceFit,
): Float64Array {
  const span = highestSiemens - lowestSiemens;
  return rise.map((x) => (polarity === 'set' ? lowestSiemens + span * x : highestSiemens - span * x));
}
