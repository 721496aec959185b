import { line, text, type Markish } from '@observablehq/plot';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { partSpectra } from '../../../devices/diagnosis/noise-spectrum.js';
import { NOISE_PARTS } from '../../../devices/fitting/noise-parts.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { stroke } from '../marks/direct-labels.js';
import { svgOf } from '../marks/figure.js';
import { noisePartStyles } from '../page/noise-part-style.js';

/** Spectrum of the residuals, both axes logarithmic, with the fitted parts: white is level, and 1/f falls by a decade a decade. */
export function noiseSpectrumPanel(
  { spectrum: { frequency, density, slope }, split }: NoiseDiagnosis,
  size: { width: number; height: number },
): string {
  const parts = NOISE_PARTS.map((part) => frequency.map((f) => split[part] ** 2 * partSpectra[part](f)));
  const sum = frequency.map((_, k) => parts.reduce((total, part) => total + part[k], 0));
  const least = Math.min(...density) / 3;
  const points = (values: Float64Array) =>
    Array.from(values, (value, k) => ({
      frequency: frequency[k],
      density: value < least ? NaN : 1e4 * value,
    }));
  const curve = (values: Float64Array, part: keyof typeof noisePartStyles): Markish =>
    line(points(values), { x: 'frequency', y: 'density', ...stroke(noisePartStyles[part]) });
  const told = slope.interval ? ` [${slope.interval.map((end) => signed(end)).join(', ')}]` : '';
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
        text([`slope in the lowest decade ${signed(slope.value)}${told}`], {
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
