import { z } from 'zod';
import { UsageError } from '../../core/errors.js';
import { BANDS } from '../features/frames.js';
import { networkOf, type Detector } from './detector.js';

/** Digits of a number in a file; a detector computes with what its file says. */
const DIGITS = 5;

const form = z.object({
  memloopDetector: z.literal(1),
  source: z.string(),
  settings: z.object({
    bins: z.int().min(2).max(64),
    neurons: z.array(z.int().min(1).max(4096)).min(1),
    leak: z.number().min(0).max(1),
    outputLeak: z.number().min(0).max(1),
    delay: z.int().min(0).max(1000),
    smoothing: z
      .int()
      .min(1)
      .max(1001)
      .refine((count) => count % 2 === 1, 'expected an odd number'),
  }),
  threshold: z.number().min(0).max(1),
  edges: z.array(z.array(z.number())),
  weights: z.array(z.array(z.array(z.number()))),
});

/** A detector as its file will say, with rounded weights and edges, so that it is judged as it will be used. */
export function asInFile(detector: Detector): Detector {
  const { edges, parameters } = detector;
  return {
    ...detector,
    edges: { ...edges, edges: edges.edges.map(rounded) },
    parameters: parameters.map(rounded),
  };
}

/** A number with the digits that a file has; a file knows no −0. */
function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS)) + 0;
}

/** A detector as the text of a file: JSON, one matrix a layer, with a row for each spike that comes in and a column for each neuron. */
export function detectorText({ settings, edges, parameters, threshold, source }: Detector): string {
  const { layers, output } = networkOf(settings);
  const rows = (from: ArrayLike<number>, first: number, count: number, width: number) =>
    Array.from({ length: count }, (_, r) => {
      const row = Array.from({ length: width }, (__, c) => rounded(from[first + r * width + c]));
      return `[${row.join()}]`;
    }).join(',\n');
  const weights = [...layers, output].map((layer) => `[${rows(parameters, layer.first, layer.rows, layer.width)}]`);
  return `{"memloopDetector": 1,
"source": ${JSON.stringify(source)},
"settings": ${JSON.stringify(settings)},
"threshold": ${threshold},
"edges": [${rows(edges.edges, 0, edges.bands, edges.bins - 1)}],
"weights": [${weights.join(',\n')}]}
`;
} // prettier-ignore

/** Reads the text of a detector. @param name of the file, for errors @throws UsageError for what is no detector */
export function parseDetector(text: string, name: string): Detector {
  const { settings, threshold, edges, weights, source } = checked(text, name);
  const { layers, output, size } = networkOf(settings);
  const wrong = (got: string, expected: string) =>
    new UsageError(`${name}: got ${got}: expected ${expected}; train it again with memloop vad train`);
  const { bins } = settings;
  if (edges.length !== BANDS || edges.some((row) => row.length !== bins - 1))
    throw wrong('edges of another size', `${bins - 1} for each of ${BANDS} bands`);
  const all = [...layers, output];
  if (weights.length !== all.length) throw wrong(`weights of ${weights.length} layers`, `${all.length}`);
  const parameters = new Float64Array(size);
  for (const [l, { first, rows, width }] of all.entries()) {
    if (weights[l].length !== rows || weights[l].some((row) => row.length !== width))
      throw wrong(`weights of another size in layer ${l + 1}`, `${rows} rows of ${width}`);
    parameters.set(weights[l].flat(), first);
  }
  const limits = { bands: BANDS, bins, edges: Float32Array.from(edges.flat()) };
  return { settings, edges: limits, parameters, threshold, source };
}

function checked(text: string, name: string): z.output<typeof form> {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch {
    written = undefined;
  }
  const result = form.safeParse(written);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  const where = path.length > 0 ? ` (${path.join('.')}: ${message})` : '';
  throw new UsageError(
    `${name}: got a file that is no detector${where}: expected a detector.json of memloop vad train`,
  );
}
