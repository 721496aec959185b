import { join } from 'node:path';
import type { Polarity } from '../../../devices/vcm/response-curve.js';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { Characterisation } from '../../../devices/fitting/characterisation.js';
import {
  cycleResponse,
  meanResponse,
  riseAt,
  type ResponseCurve,
} from '../../../devices/vcm/response-curve.js';
import { writeWhole } from '../../runs/run-directory.js';
import { onPaper } from '../../report/marks/figure.js';
import { fitFigure, type DrawnBranch } from '../../report/figures/fit-figure.js';
import { fileStems } from './file-stems.js';

/** Writes one drawing a device. @param measured, @param fits of the same devices in the same order */
export function writeFitFigures(directory: string, measured: Characterisation[], fits: DeviceFit[]): void {
  const stems = fileStems(fits.map(({ device }) => device));
  for (const [k, fit] of fits.entries()) {
    const branches = [drawnBranch('set', measured[k], fit), drawnBranch('reset', measured[k], fit)];
    writeWhole(join(directory, `${stems[k]}.svg`), onPaper(fitFigure(fit, branches).svg));
  }
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

/** A rise in units of the window as siemens after each pulse. */
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
