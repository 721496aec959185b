import { Kinds } from '../../core/kinds.js';
import { errorFunction } from '../../core/maths/error-function.js';
import type { RandomStream } from '../../core/random-stream.js';

/** A function to be learned. */
interface TargetFunction {
  /** one phrase for listings, with the formula */
  readonly meaning: string;
  readonly inputs: number;
  /** Fills inputs at random. */
  draw(random: RandomStream, inputs: Float64Array): void;
  of(x: readonly number[]): number;
}

const normal = (random: RandomStream, inputs: Float64Array) => random.normals(inputs, inputs.length);
const square = (random: RandomStream, inputs: Float64Array) => {
  random.uniforms(inputs, inputs.length);
  for (let i = 0; i < inputs.length; i++) inputs[i] = 2 * inputs[i] - 1;
};

/** Functions to be learned, by name. */
export const functions = new Kinds<TargetFunction>('function', {
  sine: {
    meaning: 'sin 2πx, x uniform from −1 to 1',
    inputs: 1,
    draw: square,
    of: ([x]) => Math.sin(2 * Math.PI * x),
  },
  product: {
    meaning: 'xy, both uniform from −1 to 1: a smooth exclusive or',
    inputs: 2,
    draw: square,
    of: ([x, y]) => x * y,
  },
  rosenbrock: {
    meaning: 'log₁₀(0.1 + (1 − x)² + 3 (y − x²)²), both normal: a bent valley',
    inputs: 2,
    draw: normal,
    of: ([x, y]) => Math.log10(0.1 + (1 - x) ** 2 + 3 * (y - x * x) ** 2),
  },
  'two-steps': {
    meaning: 'erf((5x − 2.5)/√2) + erf((5x + 2.5)/√2), x normal: two erf neurons without biases find channels to infinity',
    inputs: 1,
    draw: normal,
    of: ([x]) => errorFunction((5 * x - 2.5) * Math.SQRT1_2) + errorFunction((5 * x + 2.5) * Math.SQRT1_2),
  },
}); // prettier-ignore
