import { areaY, line, lineY, ruleY, text, type Markish } from '@observablehq/plot';
import type { BranchDiagnosis } from '../../../devices/diagnosis/diagnose-branches.js';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { residualDeviation } from '../../../devices/noise-split/branch-noise.js';
import { NOISE_PARTS, type NoisePart } from '../../../devices/noise-split/cosine-modes.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { stroke } from '../marks/direct-labels.js';
import { svgOf } from '../marks/figure.js';
import { key } from '../marks/key.js';
import { partDensities } from '../../../devices/diagnosis/noise-spectrum.js';
import type { ConditionStyle } from '../page/condition-style.js';
import { FADED, HUE, POLARITY_HUE } from '../marks/palette.js';

/** The style of each part of the noise, and of the sum of all parts. */
const noisePartStyles: Record<NoisePart | 'sum', ConditionStyle & { label: string }> = {
  white: { label: 'white', colour: HUE.blue, dash: '4 2.5', strokeWidth: 1.5 },
  pink: { label: '1/f-like', colour: HUE.purple, dash: '7 2 1.5 2', strokeWidth: 1.5 },
  accumulating: { label: 'accumulating', colour: HUE.green, dash: '1.5 2', strokeWidth: 1.5 },
  sum: { label: 'sum', colour: HUE.vermilion, dash: 'none', strokeWidth: 1.75 },
};

/** What the fitted curve misses in the mean over cycles, against pulses, and where it would lie in 95 % of noise alone. */
export function repeatedPanel(
  title: string,
  { branches }: NoiseDiagnosis,
  size: { width: number; height: number },
): string {
  const drawn = (['set', 'reset'] as const).flatMap((polarity) => {
    const branch = branches[polarity];
    return branch && branch.noise.cycles > 1
      ? [{ style: branchStyles[polarity], rows: missedBy(branch) }]
      : [];
  });
  const heading =
    drawn.length > 0
      ? 'What the fitted curve misses in every cycle'
      : 'One cycle: misfit and slow noise look alike';
  return svgOf(
    {
      ...size,
      marginTop: 78,
      marginLeft: 50,
      marginRight: 12,
      marginBottom: 36,
      ...(drawn.length > 0 ? { y: { nice: true } } : EMPTY),
      marks: [
        ...drawn.map(({ rows, style }) =>
          areaY(rows, { x: 'pulse', y1: 'low', y2: 'high', fill: style.colour, fillOpacity: 0.12 }),
        ),
        ...drawn.map(({ rows, style }) => lineY(rows, { x: 'pulse', y: 'missed', ...stroke(style) })),
        text([title], { facet: 'super', frameAnchor: 'top-left', dy: -72, fontWeight: 'bold' }),
        text([heading], { facet: 'super', frameAnchor: 'top-left', dy: -54 }),
        // Without curves there are no scales for axes.
        ...(drawn.length > 0
          ? [
              ruleY([0], { strokeWidth: 0.5 }),
              ...leftAxis({ label: 'mean − curve (% of window)', ticks: 5 }),
              ...bottomAxis({ label: 'pulses from the lower end', ticks: 5 }),
              key(
                drawn.map(({ style }) => ({ label: style.label, style })),
                44,
              ),
              text(['band: 95 % of noise alone'], { facet: 'super', frameAnchor: 'top-left', dy: -19 }),
            ]
          : []),
      ],
    },
    heading,
  );
}

/** Scales of a panel without data, which has axes all the same. */
const EMPTY = { x: { domain: [0, 1] }, y: { domain: [-1, 1] } };

const branchStyles = {
  set: { label: 'SET', colour: POLARITY_HUE.set, dash: 'none', strokeWidth: 1.25 },
  reset: { label: 'RESET', colour: POLARITY_HUE.reset, dash: 'none', strokeWidth: 1.25 },
};

/** Two-sided 95 % of a normal distribution. */
const QUANTILE = 1.96;

function missedBy({ noise }: BranchDiagnosis) {
  const { mean, fitted, cycles } = noise;
  const half = (100 * QUANTILE * residualDeviation(noise)) / Math.sqrt(cycles);
  return Array.from(mean, (value, pulse) => ({
    pulse,
    missed: 100 * (value - fitted[pulse]),
    low: -half,
    high: half,
  }));
}

function entry(part: keyof typeof noisePartStyles) {
  return { label: noisePartStyles[part].label, style: noisePartStyles[part] };
}

/** Spectrum of the noise with its fitted parts, on logarithmic axes: white noise is flat, 1/f noise has slope −1. */
export function noiseSpectrumPanel(
  { spectrum: { frequency, density, slope }, branches, split }: NoiseDiagnosis,
  size: { width: number; height: number },
): string {
  const readings = (branch: BranchDiagnosis) => branch.noise.mean.length;
  const longest = Object.values(branches).reduce((a, b) => (readings(b) > readings(a) ? b : a));
  const densities = partDensities(longest.noise, split);
  const parts = NOISE_PARTS.map((part) => densities[part]);
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
  const said = Number.isNaN(slope.value) ? '' : `: slope ${signed(slope.value)}${interval}`;
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
        line(points(density), { x: 'frequency', y: 'density', strokeOpacity: FADED.line, strokeWidth: 1 }),
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
        text([`Spectrum of the noise${said}`], {
          facet: 'super',
          frameAnchor: 'top-left',
          dy: -54,
        }),
        key((['white', 'pink'] as const).map(entry), 44),
        key((['accumulating', 'sum'] as const).map(entry), 61),
      ],
    },
    'Spectrum of the noise with its fitted parts',
  );
}

function signed(value: number): string {
  return value.toFixed(2).replace('-', '−');
}
