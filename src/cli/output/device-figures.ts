import { join } from 'node:path';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
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
import { onPaper } from '../../report/marks/figure.js';
import { writeWhole } from '../../runs/run-directory.js';

/** Writes one figure per device with its readings and fitted curves. @param fits of the measured devices, in the same order */
export function writeFitFigures(directory: string, measured: Characterisation[], fits: DeviceFit[]): void {
  const stems = fileStems(fits.map(({ device }) => device));
  for (const [k, fit] of fits.entries()) {
    const branches = [drawnBranch('set', measured[k], fit), drawnBranch('reset', measured[k], fit)];
    writeWhole(join(directory, `${stems[k]}.svg`), onPaper(fitFigure(fit, branches).svg));
  }
}

/** Writes one figure per device with the parts of its noise. */
export function writeNoiseFigures(directory: string, diagnoses: NoiseDiagnosis[]): void {
  const stems = fileStems(diagnoses.map(({ fit }) => fit.device));
  for (const [k, diagnosis] of diagnoses.entries())
    writeWhole(join(directory, `${stems[k]}.svg`), onPaper(noiseFigure(diagnosis).svg));
}

/** File names for devices, without path separators. Names that differ only in case get a number, for file systems that ignore case. */
function fileStems(devices: string[]): string[] {
  const taken = new Set<string>();
  return devices.map((device) => {
    const stem = device.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');
    let unique = stem;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${stem}-${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function drawnBranch(polarity: Polarity, measured: Characterisation, fit: DeviceFit): DrawnBranch {
  const { pulses, cycles, mean } = fit;
  return {
    name: polarity === 'set' ? 'SET' : 'RESET',
    polarity,
    readings: measured[polarity],
    cycles: cycles[polarity].map((cycle) =>
      conductances(cycleResponse(cycle, polarity, pulses), polarity, fit),
    ),
    mean: conductances(meanResponse(mean[polarity], pulses), polarity, fit),
  };
}

/** The conductance in siemens after each pulse, from a rise in units of the window. */
function conductances(
  curve: ResponseCurve,
  polarity: Polarity,
  { pulses, lowestSiemens, highestSiemens }: DeviceFit,
) {
  return Float64Array.from({ length: pulses + 1 }, (_, p) => {
    const share = (highestSiemens - lowestSiemens) * riseAt(curve, p);
    return polarity === 'set' ? lowestSiemens + share : highestSiemens - share;
  });
}
