import { describe, expect, it } from 'vitest';
import { adam } from '../../../src/core/maths/minimise/adam.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { Network } from '../../../src/networks/network.js';
import { NetworkLoss } from '../../../src/networks/network-loss.js';
import { NoisyWeights } from '../../../src/networks/quantised/noisy-weights.js';

/** A linear network with two layers of outputs, whose loss is a parabola. */
function example(activation = 'identity', width = 2) {
  const random = new RandomStream('noisy weights');
  const count = 30;
  const columns = (length: number) => {
    const values = new Float64Array(length);
    random.normals(values, length);
    return values;
  };
  const samples = { count, inputs: columns(2 * count), targets: columns(2 * count) };
  const layers = activation === 'identity' ? [{ width: 2 }] : [{ width, activation }, { width: 2 }];
  const loss = new NetworkLoss(new Network(2, layers), samples);
  return { loss, parameters: columns(loss.size) };
}

describe('noise on weights', () => {
  it('has in the mean the gradient of a parabola, and its loss plus ½ σ² tr H', () => {
    const { loss, parameters } = example();
    const { size } = loss;
    const [gradient, hessian] = [new Float64Array(size), new Float64Array(size * size)];
    const value = loss.hessian(parameters, gradient, hessian);
    const sigma = Float64Array.from({ length: size }, (_, i) => 0.1 + 0.1 * i);
    const sut = new NoisyWeights(loss, sigma, new RandomStream('draws'));
    const draws = 20_000;
    const [sums, squares, one] = [
      new Float64Array(size + 1),
      new Float64Array(size + 1),
      new Float64Array(size),
    ];
    for (let k = 0; k < draws; k++) {
      const drawn = [sut.gradient(parameters, one), ...one];
      drawn.forEach((number, i) => {
        sums[i] += number / draws;
        squares[i] += number ** 2 / draws;
      });
    }
    const smoothed = value + sigma.reduce((sum, s, i) => sum + 0.5 * s * s * hessian[i * size + i], 0);
    [smoothed, ...gradient].forEach((wanted, i) => {
      const error = Math.sqrt((squares[i] - sums[i] ** 2) / draws);
      // Five standard errors.
      expect(Math.abs(sums[i] - wanted)).toBeLessThan(5 * error);
    });
    expect(smoothed - value).toBeGreaterThan(20 * Math.sqrt((squares[0] - sums[0] ** 2) / draws));
  });

  it('is the same for a seed, differs at each look, and is none for σ = 0', () => {
    const { loss, parameters } = example();
    const looks = (sigma: number) => {
      const sut = new NoisyWeights(loss, sigma, new RandomStream('same'));
      return [sut.value(parameters), sut.value(parameters)];
    };
    expect(looks(0.1)).toEqual(looks(0.1));
    expect(looks(0.1)[0]).not.toBe(looks(0.1)[1]);
    expect(looks(0)).toEqual([loss.value(parameters), loss.value(parameters)]);
  });

  it('trains a network whose loss rises less under the same noise', () => {
    const { loss, parameters } = example('tanh', 12);
    const trained = (sigma: number) => {
      const weights = parameters.slice();
      const noisy = new NoisyWeights(loss, sigma, new RandomStream('training'));
      adam(0.01)(noisy, weights, { iterations: 2000, gradientMax: 0 });
      const judge = new NoisyWeights(loss, 0.2, new RandomStream('judge'));
      return Array.from({ length: 300 }, () => judge.value(weights)).reduce(
        (sum, value) => sum + value / 300,
        0,
      );
    };
    expect(trained(0.2)).toBeLessThan(0.8 * trained(0));
  });

  it('refuses what is no standard deviation', () => {
    const { loss } = example();
    const make = (sigma: number | Float64Array) => () =>
      new NoisyWeights(loss, sigma, new RandomStream('no'));
    expect(make(-1)).toThrow('got the standard deviation -1 of weights: expected a number from 0');
    expect(make(new Float64Array(2))).toThrow('got 2 standard deviations of weights: expected 6');
  });
});
