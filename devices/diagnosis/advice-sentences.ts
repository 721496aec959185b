import { deviationOf, type Estimate } from '../noise-split/estimate.js';
import { pinkCorrelation } from '../noise/read-noise.js';
import type { AdvisedPart, MeasuredNoise, NoiseAdvice } from './measured-noise.js';

/** Number of reads in the average that the advice speaks of. */
const AVERAGED_READS = 4;

/** What to simulate, what each part does, and what the readings cannot tell; a sentence each. @param isUnknown whether the readings do not tell the kind of their noise */
export function adviceSentences(
  measured: MeasuredNoise,
  parts: readonly AdvisedPart[],
  noise: NoiseAdvice['noise'],
  isUnknown: boolean,
): string[] {
  const has = (part: AdvisedPart) => parts.includes(part);
  const { split, pulses, cycles, levels, possibleTelegraph = 0, misfits = [] } = measured;
  const [pink, accumulating] = [deviationOf(split.pink), deviationOf(split.accumulating)];
  return [
    typeof noise === 'object'
      ? `Simulate noise: ${flow(noise)}.`
      : `Simulate noise: none. ${cycles > 1 ? 'The readings repeat from cycle to cycle.' : 'The readings follow a smooth curve.'}`,
    ...(isUnknown
      ? [
          'These readings do not tell which kind of noise they have: measure more pulses per branch, or more cycles.',
        ]
      : []),
    ...((has('white') || has('pink')) && !isUnknown ? [againstRead(measured, parts)] : []),
    ...(has('accumulating') ? againstAccumulating(accumulating, pulses) : []),
    ...(!has('accumulating') && typeof noise === 'object'
      ? [
          `Accumulating noise was not detected: at most ${percent(accumulating.interval![1])} % of the window per pulse.`,
        ]
      : []),
    ...(isUnknown ? [] : unclear(measured, parts, pink, accumulating)),
    ...(levels ? againstTelegraph(levels) : []),
    ...(levels && has('accumulating') ? ['A second trap would look like the accumulating noise.'] : []),
    ...(!levels && possibleTelegraph > 0
      ? [
          `Its slow part may be telegraph steps (they are e^${possibleTelegraph.toFixed(0)} times as likely as other noise): more cycles tell.`,
        ]
      : []),
    ...(misfits.length > 0 ? onMisfit(misfits) : []),
    ...(cycles === 1
      ? [
          'With one cycle, slow noise and a curve that the family cannot draw look alike: only noise faster than 1/24 of the branch is seen. Measure three cycles or more.',
        ]
      : []),
  ];
}

/** A noise as YAML on one line. */
function flow(value: object): string {
  const entries = Object.entries(value).map(
    ([key, inner]) => `${key}: ${typeof inner === 'object' ? flow(inner as object) : String(inner)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

function againstRead({ split }: MeasuredNoise, parts: readonly AdvisedPart[]): string {
  const white = parts.includes('white') ? split.white.value : 0;
  const pink = parts.includes('pink') ? split.pink.value : 0;
  const remaining = Math.sqrt(averageVariance(white, pink) / (white + pink));
  const averaging =
    pink === 0
      ? `averaging ${AVERAGED_READS} reads halves it`
      : `averaging ${AVERAGED_READS} reads reduces mostly its white part, so ${Math.round(100 * remaining)} % remains`;
  return `Read noise does not change the device: feedback filters it, and ${averaging}.`;
}

function againstAccumulating(accumulating: Estimate, pulses: number): string[] {
  return [
    `Each pulse leaves an error of ${withInterval(accumulating)} % of the window in the device, which adds up to ${percent(accumulating.value * Math.sqrt(pulses), 1)} % over ${pulses} pulses.`,
    'Feedback and write-verify limit it; averaging reads does not.',
  ];
}

/** Parts that are slow. */
const SLOW = ['pink', 'accumulating'] as const;

/** Slow noise whose kind the readings do not tell. */
function unclear(
  { split: { evidence } }: MeasuredNoise,
  parts: readonly AdvisedPart[],
  pink: Estimate,
  accumulating: Estimate,
): string[] {
  const kinds = SLOW.filter((part) => parts.includes(part));
  if (kinds.length !== 1 || evidence[kinds[0]] > 6.6) return [];
  return [
    `These readings do not tell whether its slow part is 1/f-like (${withInterval(pink)} %) or accumulates (${withInterval(accumulating)} % per pulse): more cycles do.`,
  ];
}

function againstTelegraph({ height, lowDwell, highDwell }: NonNullable<MeasuredNoise['levels']>): string[] {
  const readings = [lowDwell, highDwell]
    .map(({ value }) => (value < 10 ? value.toFixed(1) : value.toFixed(0)))
    .join(' and ');
  return [
    `Telegraph steps move readings by ${withInterval(height)} % of the window; the lower and the upper level last ${readings} readings on average.`,
    'Only averages over many more readings reduce them.',
  ];
}

function onMisfit(misfits: NonNullable<MeasuredNoise['misfits']>): string[] {
  const sizes = misfits.map(([branch, { rms }]) => `${branch} by ${percent(rms)} %`).join(' and ');
  return [
    `The curve α + β p − γ e^(−ζ p) misses ${sizes} of the window in every cycle: this is misfit, not noise.`,
    'memloop fit names a family of curves that fits.',
  ];
}

function withInterval({ value, interval }: Estimate): string {
  return interval ? `${percent(value)} [${interval.map((end) => percent(end)).join(', ')}]` : percent(value);
}

/** A share in percent, with two decimals; a smaller one with two digits. */
function percent(share: number, decimals = 2): string {
  const value = 100 * share;
  return value < 5e-4 || value >= 0.1 ? value.toFixed(decimals) : value.toPrecision(2);
}

/** Variance of the mean of successive reads. */
function averageVariance(white: number, pink: number): number {
  let correlations = 0;
  for (let i = 0; i < AVERAGED_READS; i++)
    for (let j = 0; j < AVERAGED_READS; j++) correlations += pinkCorrelation(Math.abs(i - j));
  return white / AVERAGED_READS + (pink * correlations) / AVERAGED_READS ** 2;
}
