import { estimator, type Estimate } from '../estimate.js';
import type { ShallowFinding } from './identify-shallow.js';
import { inFileUnits } from './standard-probes.js';

/** A hidden neuron in units of the probes, with 95 % intervals. */
export interface HiddenNeuron {
  /** its weights, one for each input */
  readonly row: readonly Estimate[];
  readonly bias: Estimate;
  /** its weight in each output */
  readonly out: readonly Estimate[];
}

/** A network of one hidden layer that was found behind probes, in their units. */
export interface NetworkFinding {
  readonly identified: boolean;
  /** what is missing, as a sentence; absent if the network is identified */
  readonly doubt?: string;
  /** by the size of their outgoing weights, the largest first */
  readonly hidden: readonly HiddenNeuron[];
  /** constant of each output */
  readonly offset: readonly Estimate[];
  /** a linear part that no choice of neurons takes up: [output][input]; absent if there is none */
  readonly skip?: readonly (readonly Estimate[])[];
  readonly residual: {
    /** standard deviation of what the network leaves unexplained, as a share of that of the outputs */
    readonly share: number;
    /** the same in the unit of each output */
    readonly deviations: readonly number[];
  };
  /** share of the outputs' spread below which a further neuron would not show in the noise (Schwarz's criterion) */
  readonly unseen: number;
  /** condition number of what the probes say, in a scale in which each weight alone would be known equally well */
  readonly condition: number;
  readonly probes: number;
  readonly students: {
    /** hidden neurons of the widest */
    readonly width: number;
    readonly trained: number;
    /** how many of the widest fit down to the noise */
    readonly fitting: number;
  };
}

/** A finding in the units of its probes: each weight with its Cramér–Rao error at the noise that is left, and its interval by Student's t. */
export function networkFinding(finding: ShallowFinding): NetworkFinding {
  const { problem, found, information, variance, doubt, width, trained, fitting } = finding;
  const { inputs, outputs, count, inputScales, outputScales } = problem.probes;
  const neurons = found.network.neurons.length;
  const estimate = estimator(Math.max(1, problem.freedom(information.variances.length)));
  const { neurons: shown, offset, skip } = inFileUnits(found.network, problem.probes);
  /** @param parts pairs of a parameter's place and its number in the sum */
  const summed = (value: number, parts: readonly (readonly [number, number])[]) => {
    const direction = new Float64Array(information.variances.length);
    for (const [place, factor] of parts) direction[place] = factor;
    return estimate(value, Math.sqrt(variance * information.along(direction)));
  };
  const skipPlace = (o: number, i: number) => outPlace(outputScales.length, 0) + o * inputs + i;
  const outPlace = (o: number, j: number) => neurons * (inputs + 1) + o * (neurons + 1) + j;
  return {
    identified: doubt === undefined,
    ...(doubt !== undefined && { doubt }),
    hidden: shown.map(({ row, out }, j) => {
      const first = j * (inputs + 1);
      const moved = inputScales.map(({ mean, deviation }, i) => [first + i, -mean / deviation] as const);
      return {
        row: inputScales.map(({ deviation }, i) => summed(row[i], [[first + i, 1 / deviation]])),
        bias: summed(row[inputs], [...moved, [first + inputs, 1]]),
        out: outputScales.map(({ deviation }, o) => summed(out[o], [[outPlace(o, j), deviation]])),
      };
    }),
    offset: outputScales.map(({ deviation }, o) =>
      summed(offset[o], [
        [outPlace(o, neurons), deviation],
        ...(skip
          ? inputScales.map(
              (scale, i) => [skipPlace(o, i), (-deviation * scale.mean) / scale.deviation] as const,
            )
          : []),
      ]),
    ),
    ...(skip && {
      skip: outputScales.map(({ deviation }, o) =>
        inputScales.map((scale, i) =>
          summed(skip[o * inputs + i], [[skipPlace(o, i), deviation / scale.deviation]]),
        ),
      ),
    }),
    residual: {
      share: Math.sqrt(variance),
      deviations: outputScales.map(({ deviation }) => Math.sqrt(variance) * deviation),
    },
    unseen: Math.sqrt((variance * (inputs + 1 + outputs) * Math.log(count * outputs)) / count),
    condition: information.condition,
    probes: count,
    students: { width, trained, fitting },
  };
}
