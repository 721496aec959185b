import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { FULL_WIDTH, type Figure } from '../marks/figure.js';
import { noiseSpectrumPanel } from './noise-spectrum-panel.js';
import { residualTracePanel } from './residual-trace-panel.js';
import { stacked } from '../marks/stacked.js';
import { variogramPanel } from './variogram-panel.js';

const HEIGHT = { parts: 290, traces: 190 };

/** What the noise of a device is made of: its variogram and its spectrum with the fitted parts, above; below, residuals with the telegraph steps found in them. */
export function noiseFigure(diagnosis: NoiseDiagnosis): Figure {
  const title = `Noise of device ${diagnosis.fit.device}`;
  const half = { width: FULL_WIDTH / 2, height: HEIGHT.parts };
  return {
    name: diagnosis.fit.device,
    title,
    caption:
      'Variogram and spectrum of what the fits leave over, with the fitted parts; below, residuals of the cycles with the most telegraph steps.',
    svg: stacked(
      title,
      [
        [variogramPanel(title, diagnosis, half), noiseSpectrumPanel(diagnosis, half)],
        residualTracePanel(diagnosis, HEIGHT.traces),
      ],
      [HEIGHT.parts, HEIGHT.traces],
    ),
  };
}
