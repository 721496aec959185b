import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { identifyShallow } from '../../src/identify/shallow/identify-shallow.js';
import { networkFinding } from '../../src/identify/shallow/network-finding.js';
import { compiledColumns } from '../../src/kernel/compiled-columns.js';
import { root } from '../house.js';
import { compared } from '../identify/teacher.js';

const file = join(root, '../shared/oracle/networks/identify_sets.json');

interface Set {
  f: string;
  inputs: number;
  hidden: number;
  p: number[];
  X: number[][];
  y: number[];
  crlbPerSigma: number[];
  outputStd: number;
}

describe.skipIf(!existsSync(file))('probes of networks whose Cramér–Rao bounds are known', () => {
  const sets: Set[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).sets : [];
  it.each(sets)('gives the weights within 1.5 × the bound, and the bound itself ($f)', (set) => {
    const { f: activation, inputs, hidden, p, X, y, crlbPerSigma, outputStd } = set;
    const count = X.length;
    const x = Float64Array.from(X[0].flatMap((_, i) => X.map((row) => row[i])));
    const noise = 0.001 * outputStd;
    // Rows, then outgoing weights, then the offset; each parameter as its place, to find its bound.
    const teacher = (of: (place: number) => number) => ({
      neurons: Array.from({ length: hidden }, (_, j) => ({
        row: Float64Array.from({ length: inputs + 1 }, (_one, i) => of(j * (inputs + 1) + i)),
        out: Float64Array.of(of(hidden * (inputs + 1) + j)),
      })),
      offset: Float64Array.of(of(p.length - 1)),
    });
    let squares = 0;
    for (const draw of [0, 1]) {
      const errors = new Float64Array(count);
      new RandomStream(`identify ${activation} ${draw}`).normals(errors, count);
      const measured = Float64Array.from(y, (value, n) => value + noise * errors[n]);
      const probes = { count, inputs, outputs: 1, x, y: measured };
      const finding = networkFinding(identifyShallow(probes, { activation, make: compiledColumns }));
      expect(finding.doubt).toBeUndefined();
      const pairs = compared(
        finding,
        teacher((place) => p[place]),
        activation,
      )!;
      expect(pairs).toHaveLength(p.length);
      for (const [{ value, error }, truth] of pairs) {
        // Two weights of a set may be equal: one of their bounds is meant.
        const bounds = crlbPerSigma.filter((_, place) => Math.abs(p[place]) === Math.abs(truth));
        const bound = bounds
          .map((some) => some * noise)
          .toSorted((one, other) => Math.abs(error / one - 1) - Math.abs(error / other - 1))[0];
        expect(error / bound).toBeGreaterThan(0.9);
        expect(error / bound).toBeLessThan(1.1);
        squares += ((value - truth) / bound) ** 2;
      }
    }
    expect(Math.sqrt(squares / (2 * p.length))).toBeLessThan(1.5);
  });
});
