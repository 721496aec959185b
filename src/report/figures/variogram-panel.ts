import { dot, lineY, text, type Markish } from '@observablehq/plot';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { LAGS, meanVariogram } from '../../../devices/fitting/detrended-variogram.js';
import { NOISE_PARTS } from '../../../devices/fitting/noise-parts.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { stroke } from '../marks/direct-labels.js';
import { svgOf } from '../marks/figure.js';
import { key } from '../marks/key.js';
import { noisePartStyles } from '../page/noise-part-style.js';

/** Mean squared difference of the residuals over the lag between them, as measured and as the fitted parts make it. */
export function variogramPanel(
  title: string,
  { traces, split }: NoiseDiagnosis,
  size: { width: number; height: number },
): string {
  const { observed, expected } = meanVariogram(traces.map(({ variogram }) => variogram));
  const parts = NOISE_PARTS.map((part, k) => expected[k].map((unit) => split[part] ** 2 * unit));
  const sum = observed.map((_, lag) => parts.reduce((total, part) => total + part[lag], 0));
  const drawn = [...NOISE_PARTS, 'sum'] as const;
  return svgOf(
    {
      ...size,
      marginTop: 78,
      marginLeft: 50,
      marginRight: 12,
      marginBottom: 36,
      x: { type: 'log', base: 2, domain: [0.9, LAGS.at(-1)! * 1.1] },
      y: { domain: [0, 1e4 * 1.08 * Math.max(...observed, ...sum)] },
      marks: [
        ...[...parts, sum].map((values, k) => curve(values, drawn[k])),
        dot(pointsOf(observed), { x: 'lag', y: 'square', r: 3, fill: 'currentColor' }),
        ...leftAxis({ label: 'mean squared difference (% of window)²', ticks: 5 }),
        ...bottomAxis({ label: 'lag (pulses)', ticks: LAGS, tickFormat: String }),
        text([title], { facet: 'super', frameAnchor: 'top-left', dy: -72, fontWeight: 'bold' }),
        text(['Variogram of the residuals'], { facet: 'super', frameAnchor: 'top-left', dy: -54 }),
        key(drawn.slice(0, 2).map(entry), 40),
        key(drawn.slice(2).map(entry), 57),
      ],
    },
    'Variogram of the residuals with the fitted parts of the noise',
  );
}

function curve(values: Float64Array, part: keyof typeof noisePartStyles): Markish {
  return lineY(pointsOf(values), { x: 'lag', y: 'square', ...stroke(noisePartStyles[part]) });
}

function entry(part: keyof typeof noisePartStyles) {
  return { label: noisePartStyles[part].label, style: noisePartStyles[part] };
}

function pointsOf(values: Float64Array): { lag: number; square: number }[] {
  return Array.from(values, (value, k) => ({ lag: LAGS[k], square: 1e4 * value }));
}
