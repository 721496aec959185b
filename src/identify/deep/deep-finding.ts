import { estimator, type Estimate } from '../estimate.js';
import { widthsOf } from './deep-problem.js';
import type { DeepResult } from './identify-deep.js';

/** A neuron in units of the probes, with 95 % intervals. */
export interface DeepNeuron {
  /** its weights, one for each neuron of the layer before, or for each input */
  readonly row: readonly Estimate[];
  readonly bias: Estimate;
}

/** A network of several hidden layers that was found behind probes, in their units. */
export interface DeepFinding {
  readonly identified: boolean;
  /** what is missing, as a sentence; absent if the network is identified */
  readonly doubt?: string;
  /** from the first hidden layer to the outputs */
  readonly layers: readonly (readonly DeepNeuron[])[];
  readonly residual: {
    /** standard deviation of what the network leaves unexplained, as a share of that of the outputs */
    readonly share: number;
    /** the same in the unit of each output */
    readonly deviations: readonly number[];
  };
  /** condition number of what the probes say, in a scale in which each weight alone would be known equally well */
  readonly condition: number;
  readonly probes: number;
  /** hidden neurons of a layer of the widest students, their number, and how many fit down to the noise */
  readonly students: { readonly width: number; readonly trained: number; readonly fitting: number };
}

/** A finding in the units of its probes: each weight with its Cramér–Rao error at the noise that is left, and its interval by Student's t. */
export function deepFinding(result: DeepResult): DeepFinding {
  const { problem, found, information, variance, doubt, trained, fitting, width } = result;
  const { inputScales, outputScales, count } = problem.probes;
  const estimate = estimator(Math.max(1, problem.freedom(widthsOf(found.layers))));
  /** @param parts pairs of a parameter's place and its number in the sum */
  const summed = (value: number, parts: readonly (readonly [number, number])[]) => {
    const direction = new Float64Array(information.variances.length);
    for (const [place, factor] of parts) direction[place] = factor;
    return estimate(value, Math.sqrt(variance * information.along(direction)));
  };
  let first = 0;
  const layers = found.layers.map((rows, l) =>
    rows.map((standard, k) => {
      const place = first;
      first += standard.length;
      const biasAt = standard.length - 1;
      const out = l === found.layers.length - 1 ? outputScales[k] : { mean: 0, deviation: 1 };
      const scales =
        l === 0 ? inputScales : Array.from({ length: biasAt }, () => ({ mean: 0, deviation: 1 }));
      const factors = scales.map(({ deviation }) => out.deviation / deviation);
      const moved = scales.map(({ mean }, i) => [place + i, -factors[i] * mean] as const);
      const shift = scales.reduce((sum, { mean }, i) => sum - standard[i] * factors[i] * mean, 0);
      return {
        row: factors.map((factor, i) => summed(standard[i] * factor, [[place + i, factor]])),
        bias: summed(standard[biasAt] * out.deviation + out.mean + shift, [
          ...moved,
          [place + biasAt, out.deviation],
        ]),
      };
    }),
  );
  return {
    identified: doubt === undefined,
    ...(doubt !== undefined && { doubt }),
    layers,
    residual: {
      share: Math.sqrt(variance),
      deviations: outputScales.map(({ deviation }) => Math.sqrt(variance) * deviation),
    },
    condition: information.condition,
    probes: count,
    students: { width, trained, fitting },
  };
}
