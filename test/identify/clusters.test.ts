import { readFileSync, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/networks/activations/activations.js';
import { clustersOf } from '../../src/identify/shallow/clusters.js';
import { collapse } from '../../src/identify/shallow/collapse.js';
import { canonical } from '../../src/identify/shallow/neurons.js';
import { root } from '../house.js';
import { join } from 'node:path';

const file = join(root, '../shared/oracle/networks/clustering.json');

interface Case {
  f: string;
  W: number[][][];
  A: number[][][];
  losses: number[];
  answer: { height: number; groups: number[][]; w: number[][]; a: number[][]; merge: number[] };
}

describe.skipIf(!existsSync(file))('rows of students, clustered by SciPy', () => {
  const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : [];
  it.each(cases)('gives the same groups, heights and weights ($f)', ({ f, W, A, losses, answer }) => {
    const { symmetry } = activations.get(f);
    const students = W.map((rows, s) => ({
      loss: losses[s],
      network: {
        offset: Float64Array.of(0),
        neurons: rows.map((row, j) => ({
          row: Float64Array.from(row),
          out: Float64Array.from([A[s][j]].flat()),
        })),
      },
    }));
    const rows = students.flatMap(({ network }) =>
      network.neurons.map((neuron) => canonical(neuron, symmetry).row),
    );
    const { groups, height, merges } = clustersOf(rows, students.length);
    const order = (some: readonly (readonly number[])[]) => some.toSorted((a, b) => a[0] - b[0]);
    expect(groups).toEqual(order(answer.groups));
    expect(Math.abs(height - answer.height)).toBeLessThanOrEqual(1e-12);
    for (const [i, merge] of merges.entries())
      expect(Math.abs(merge - answer.merge[i])).toBeLessThanOrEqual(1e-12);
    const neurons = collapse(students, symmetry);
    expect(neurons).toHaveLength(answer.w.length);
    for (const [i, w] of answer.w.entries()) {
      const at = groups.findIndex((group) => group[0] === answer.groups[i][0]);
      for (const [k, value] of w.entries())
        expect(Math.abs(neurons[at].row[k] - value)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(neurons[at].out[0] - answer.a[i][0])).toBeLessThanOrEqual(1e-12);
    }
  });
});
