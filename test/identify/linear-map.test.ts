import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { linearMap } from '../../src/identify/linear/linear-map.js';
import { parseProbes, type Probes } from '../../src/identify/probes.js';

const [inputs, outputs] = [4, 3];
const weights = Array.from({ length: outputs }, (_, o) =>
  Array.from({ length: inputs }, (_, i) => Math.sin(3 * o + i + 1)),
);
const offsets = [0.1, -0.2, 0.3];

/** Probes of the matrix above, with noise and a gain. */
function board(count: number, noise: number, gain: number, seed = 0): Probes {
  const random = new RandomStream(`board ${seed}`);
  const [x, y] = [new Float64Array(inputs * count), new Float64Array(outputs * count)];
  random.normals(x, x.length);
  random.normals(y, y.length);
  for (let o = 0; o < outputs; o++)
    for (let n = 0; n < count; n++) {
      const sum = weights[o].reduce((total, weight, i) => total + weight * x[i * count + n], offsets[o]);
      y[o * count + n] = gain * sum + noise * y[o * count + n];
    }
  return { count, inputs, outputs, x, y };
}

describe('the matrix of one layer', () => {
  it('is exact without noise, in units of the gain', () => {
    const { matrix, offset } = linearMap(board(30, 0, 1e-6), { gain: 1e-6 });
    for (const [o, row] of matrix.entries())
      for (const [i, { value }] of row.entries()) expect(value).toBeCloseTo(weights[o][i], 12);
    for (const [o, { value }] of offset!.entries()) expect(value).toBeCloseTo(offsets[o], 12);
  });

  it('has intervals that hold the truth in 95 % of cases, and errors of the Cramér–Rao size', () => {
    let [held, all, squares] = [0, 0, 0];
    for (let seed = 0; seed < 300; seed++)
      for (const [o, row] of linearMap(board(12, 0.1, 1, seed)).matrix.entries())
        for (const [i, { value, error, low, high }] of row.entries()) {
          all++;
          if (low <= weights[o][i] && weights[o][i] <= high) held++;
          squares += ((value - weights[o][i]) / error) ** 2;
        }
    // 3600 intervals, four on each output correlated: 0.95 ± 4 × 0.0073.
    expect(held / all).toBeGreaterThan(0.92);
    expect(held / all).toBeLessThan(0.98);
    // The mean of t² with 7 degrees of freedom is 7/5.
    expect(squares / all).toBeGreaterThan(1.1);
    expect(squares / all).toBeLessThan(1.7);
  });

  it('refuses too few probes, and probes that leave a weight undetermined', () => {
    expect(() => linearMap(board(5, 0, 1))).toThrow(
      'too few probes: got 5, expected at least 6 for 4 inputs and an offset',
    );
    expect(linearMap(board(5, 0, 1), { offset: false }).offset).toBeUndefined();
    const same = board(20, 0, 1);
    same.x.set(same.x.subarray(0, 20), 20);
    expect(() => linearMap(same)).toThrow('leave a weight undetermined');
  });
});

describe('a file of probes', () => {
  it('gives columns, whatever their order', () => {
    const { count, x, y } = parseProbes('y1,x2,x1\n1,2,3\n4,5,6\n', 'probes.csv');
    expect([count, [...x], [...y]]).toEqual([2, [3, 6, 2, 5], [1, 4]]);
  });

  it.each([
    ['a,b\n1,2', 'got the heading "a,b"'],
    ['x1,x3,y1\n1,2,3', 'got the heading'],
    ['x1,y1\n1', 'line 2: got 1 cells: expected 2'],
    ['x1,y1\n1,', 'line 2: got "" as y1: expected a finite number'],
  ])('is refused in one sentence: %j', (text, sentence) => {
    expect(() => parseProbes(text, 'probes.csv')).toThrow(sentence);
  });
});
