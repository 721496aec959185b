import { bendOf, fittedOutput } from '../../../identify/linear/bend.js';
import { linearMap, type LinearMap, type ReadOut } from '../../../identify/linear/linear-map.js';
import { slownessOf, widened } from '../../../identify/linear/slowness.js';
import type { Estimate } from '../../../identify/estimate.js';
import type { Probes } from '../../../identify/probes.js';

/** What numbers are measured in, and how they are shown: one in `unit` is `scale` of the number. */
export interface Shown {
  readonly unit: string;
  readonly scale: number;
}

/** What `memloop identify` finds of one layer, with all that a page and a text say of it. */
export interface LinearAnswer {
  /** where the probes come from, as in "probes.csv" */
  readonly source: string;
  readonly probes: Probes;
  readonly map: LinearMap;
  readonly gain: number;
  /** how weights and outputs are shown */
  readonly weight: Shown;
  readonly output: Shown;
  /** p of residuals that bend so much by chance */
  readonly bend: number;
  /** what a bend means: as a finding, after "A bend says that", and what to do about it */
  readonly bent: { readonly finding: string; readonly means: string; readonly remedy: string };
  /** by what factor slow noise widens the intervals; 1 where it does not */
  readonly slowness: number;
  /** what inputs and outputs are called, before their number, and the first number */
  readonly names: { readonly input: string; readonly output: string; readonly first: number };
  /** [output][input] of other readings of the same devices, and what they are */
  readonly beside?: { readonly matrix: readonly (readonly number[])[]; readonly what: string };
  /** sentences on how it was measured */
  readonly remarks: readonly string[];
}

/** Numbers of a file have no unit. */
export const PLAIN: Shown = { unit: '', scale: 1 };

/** The answer for probes of one layer. @throws UsageError where the probes do not suffice */
export function linearAnswer(
  source: string,
  probes: Probes,
  readOut: ReadOut,
  more: Partial<LinearAnswer> = {},
): LinearAnswer {
  const white = linearMap(probes, readOut);
  const { gain = 1 } = readOut;
  const slowness = slownessOf(probes, white, gain);
  const map = widened(white, slowness);
  return {
    source,
    probes,
    map,
    slowness,
    bent: { finding: 'This is no single layer', means: 'one layer is not enough', remedy: 'try --layers 2' },
    gain,
    weight: PLAIN,
    output: PLAIN,
    bend: bendOf(probes, map, gain),
    names: { input: 'x', output: 'y', first: 1 },
    remarks: [],
    ...more,
  };
}

/** What each input is called. */
export function inputNames({ names, probes }: Pick<LinearAnswer, 'names' | 'probes'>): string[] {
  return Array.from({ length: probes.inputs }, (_, i) => `${names.input}${i + names.first}`);
}

/** What each output is called. */
export function outputNames({ names, probes }: Pick<LinearAnswer, 'names' | 'probes'>): string[] {
  return Array.from({ length: probes.outputs }, (_, o) => `${names.output}${o + names.first}`);
}

/** Half of the interval of an estimate. */
export function halfOf({ low, high }: Estimate): number {
  return (high - low) / 2;
}

/** The widest interval, its half; the largest weight; and the noise of the outputs as a share of their spread, at most. */
export function sizesOf({ map, probes }: LinearAnswer): { widest: number; largest: number; noiseShare: number } {
  const all = map.matrix.flat();
  const shares = map.noise.map((noise, o) => noise / (spread(probes.y.subarray(o * probes.count, (o + 1) * probes.count)) || 1));
  return {
    widest: Math.max(...all.map(halfOf)),
    largest: Math.max(...all.map(({ value }) => Math.abs(value))),
    noiseShare: Math.max(...shares),
  };
} // prettier-ignore

/** A probe of an output: what was fitted, and what is left. */
export interface Residual {
  readonly fitted: number;
  readonly residual: number;
  readonly output: number;
}

/** Residuals of each output beside what was fitted, in their units. */
export function residualsOf(answer: LinearAnswer): Residual[] {
  const { probes, map, gain } = answer;
  return Array.from({ length: probes.outputs }, (_, output) => {
    const fitted = fittedOutput(probes, map, output, gain);
    return Array.from(fitted, (value, n) => ({ fitted: value, residual: probes.y[output * probes.count + n] - value, output }));
  }).flat();
} // prettier-ignore

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
