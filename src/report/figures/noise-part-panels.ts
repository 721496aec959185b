import { dot, lineY, text, type Markish, line } from '@observablehq/plot';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { LAGS, meanVariogram } from '../../../devices/fitting/detrended-variogram.js';
import { NOISE_PARTS, type NoisePart } from '../../../devices/fitting/noise-parts.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { stroke } from '../marks/direct-labels.js';
import { svgOf } from '../marks/figure.js';
import { key } from '../marks/key.js';
import { partSpectra } from '../../../devices/diagnosis/noise-spectrum.js';
import type { ConditionStyle } from '../page/condition-style.js';

/** The style of each part of the noise, and of the sum of all parts. */
const noisePartStyles: Record<NoisePart | 'sum', ConditionStyle & { label: string }> = {
  white: { label: 'white', colour: '#0072B2', dash: '4 2.5', strokeWidth: 1.5 },
  pink: { label: '1/f-like', colour: '#CC79A7', dash: '7 2 1.5 2', strokeWidth: 1.5 },
  accumulating: { label: 'accumulating', colour: '#009E73', dash: '1.5 2', strokeWidth: 1.5 },
  sum: { label: 'sum', colour: '#D55E00', dash: 'none', strokeWidth: 1.75 },
};

/** Mean squared difference of residuals against the lag between them: measured, and from the fitted parts. */
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

/** Spectrum of the residuals with the fitted parts, on logarithmic axes: white noise is flat, 1/f noise has slope −1. */
export function noiseSpectrumPanel(
  { spectrum: { frequency, density, slope }, split }: NoiseDiagnosis,
  size: { width: number; height: number },
): string {
  const parts = NOISE_PARTS.map((part) => frequency.map((f) => split[part] ** 2 * partSpectra[part](f)));
  const sum = frequency.map((_, k) => parts.reduce((total, part) => total + part[k], 0));
  const minimum = Math.min(...density) / 3;
  const points = (values: Float64Array) =>
    Array.from(values, (value, k) => ({
      frequency: frequency[k],
      density: value < minimum ? NaN : 1e4 * value,
    }));
  const curve = (values: Float64Array, part: keyof typeof noisePartStyles): Markish =>
    line(points(values), { x: 'frequency', y: 'density', ...stroke(noisePartStyles[part]) });
  const interval = slope.interval ? ` [${slope.interval.map((end) => signed(end)).join(', ')}]` : '';
  return svgOf(
    {
      ...size,
      marginTop: 78,
      marginLeft: 50,
      marginRight: 12,
      marginBottom: 36,
      x: { type: 'log' },
      y: { type: 'log' },
      marks: [
        line(points(density), { x: 'frequency', y: 'density', strokeOpacity: 0.45, strokeWidth: 1 }),
        ...NOISE_PARTS.map((part, k) => curve(parts[k], part)),
        curve(sum, 'sum'),
        ...leftAxis({
          label: 'density (% of window)² · pulses',
          ticks: 4,
          tickFormat: (value: number) => String(value),
        }),
        ...bottomAxis({
          label: 'frequency (1/pulse)',
          ticks: 4,
          tickFormat: (value: number) => String(value),
        }),
        text(['Spectrum of the residuals'], { facet: 'super', frameAnchor: 'top-left', dy: -54 }),
        text([`slope in the lowest decade ${signed(slope.value)}${interval}`], {
          facet: 'super',
          frameAnchor: 'top-left',
          dy: -38,
        }),
      ],
    },
    'Spectrum of the residuals with the fitted parts of the noise',
  );
}

function signed(value: number): string {
  return value.toFixed(2).replace('-', '−');
}
