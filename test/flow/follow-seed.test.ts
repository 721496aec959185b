import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../src/experiment/networks/flow-file.js';
import type { FlowInput } from '../../src/experiment/networks/flow-form.js';
import { makeData } from '../../src/flow/data/make-data.js';
import { judgeEnd, weightNorm } from '../../src/flow/fixed-point.js';
import { followSeed, type FlowCourse } from '../../src/flow/follow-seed.js';
import { methods } from '../../src/flow/methods/methods.js';
import { principalPlane } from '../../src/flow/principal-plane.js';
import { flowRuns } from '../../src/runs/networks/flow-runs.js';

const layers = [{ width: 2, activation: 'tanh' as const }, { width: 1 }];
const linear = [{ width: 1 }];

function runs(input: Partial<FlowInput>): FlowCourse[] {
  const plan = parseFlow({ data: { teacher: { layers }, inputs: 2, samples: 60 }, layers, ...input });
  const data = makeData(plan.data);
  return plan.methods.flatMap((method) =>
    Array.from({ length: plan.seeds }, (_, k) =>
      followSeed({ plan, data, method, seed: plan.firstSeed + k }),
    ),
  );
}

describe('a seed that is followed', () => {
  it.each(methods.names)('%s goes down, and keeps its clock', (name) => {
    const [{ points, end }] = runs({ method: name, until: 5, iterations: 100 });
    expect(points[0].clock).toBe(0);
    for (const [i, { clock, loss }] of points.entries()) {
      if (i === 0) continue;
      expect(clock).toBeGreaterThan(points[i - 1].clock);
      expect(loss).toBeLessThan(points[i - 1].loss * 1.05 + 1e-12);
    }
    expect(end.clock).toBe(points.at(-1)!.clock);
    expect(points.at(-1)!.loss).toBeLessThan(points[0].loss);
  });

  it('is followed the same by all integrators', () => {
    const ends = runs({
      method: ['dormand-prince', 'dormand-prince-853', 'rodas5p'],
      until: 20,
      tolerance: 1e-10,
    }).map(({ points }) => points.at(-1)!.parameters);
    for (const end of ends.slice(1))
      for (const [i, value] of end.entries()) expect(Math.abs(value - ends[0][i])).toBeLessThan(1e-8);
  });

  it('tells a minimum, with its flat directions', () => {
    const [{ end, finish }] = runs({
      data: { function: 'product', samples: 100 },
      layers: linear,
      finish: 'newton',
    });
    expect(end.kind).toBe('minimum');
    expect(finish!.end).toMatchObject({ kind: 'minimum', flat: 0, negative: 0 });
    const [wide] = runs({
      data: { function: 'product', samples: 100 },
      layers: [{ width: 2 }, { width: 1 }],
      finish: 'newton',
    });
    expect(wide.finish!.end.kind).toBe('minimum');
    expect(wide.finish!.end.flat).toBeGreaterThan(0);
  });

  it('tells the other ends', () => {
    const bowl = (sign: number) => ({
      size: 2,
      value: () => 0,
      gradient: () => 0,
      hessian: (_: Float64Array, __: Float64Array, hessian: Float64Array) => (
        hessian.set([2, 0, 0, sign]),
        0
      ),
    });
    const at = Float64Array.of(1, 2);
    expect(judgeEnd(bowl(-1), at, 1e-12, 1e-10)).toMatchObject({ kind: 'saddle', negative: 1 });
    expect(judgeEnd(bowl(1), at, 1e-12, 1e-10)).toMatchObject({ kind: 'minimum', spectrum: [1, 2] });
    expect(judgeEnd(bowl(1), at, 1e-3, 1e-10).kind).toBe('descending');
    expect(judgeEnd(bowl(1), Float64Array.of(100, 0), 1e-12, 1e-10).kind).toBe('infinity');
    expect(judgeEnd(bowl(NaN), at, 1e-12, 1e-10).kind).toBe('not finite');
    expect(weightNorm(at)).toBe(5 / 4);
  });

  it('that diverges is no error', () => {
    const [{ end, finish }] = runs({
      method: { method: 'gradient-descent', settings: { rate: 50 } },
      data: { function: 'product', samples: 20 },
      layers: linear,
      finish: 'newton',
    });
    expect(end).toMatchObject({ ending: 'not finite', kind: 'not finite' });
    expect(finish).toBeUndefined();
  });

  it('gives the same without threads and by itself', async () => {
    const plan = parseFlow({
      data: { teacher: { layers }, inputs: 2, samples: 'infinite' },
      layers,
      seeds: 2,
      until: 1,
    });
    const data = makeData(plan.data);
    const together = await flowRuns(plan, data, 1);
    expect(together.map(({ seed }) => seed)).toEqual([0, 1]);
    expect(followSeed({ plan, data, method: plan.methods[0], seed: 1 })).toEqual(together[1]);
  });

  it('refuses a network that does not fit its data', async () => {
    const plan = parseFlow({ data: { function: 'sine', samples: 20 }, layers: [{ width: 2 }] });
    await expect(flowRuns(plan, makeData(plan.data), 1)).rejects.toThrow(
      'layers: got 2 outputs in the last layer: expected 1, as the data have',
    );
  });
});

describe('the plane of a trajectory', () => {
  it('keeps distances of what lies in a plane', () => {
    const points = Array.from({ length: 9 }, (_, i) => [Math.cos(i), 3 * Math.sin(i)]);
    const vectors = points.map(([x, y]) => Float64Array.of(x + 5, (y + x) / Math.SQRT2, (y - x) / Math.SQRT2, 2));
    const { points: placed, shares } = principalPlane(vectors);
    expect(shares[0] + shares[1]).toBeCloseTo(1, 12);
    expect(shares[0]).toBeGreaterThan(shares[1]);
    for (let i = 1; i < 9; i++) {
      const far = Math.hypot(...vectors[i].map((value, k) => value - vectors[0][k]));
      expect(Math.hypot(placed[i][0] - placed[0][0], placed[i][1] - placed[0][1])).toBeCloseTo(far, 10);
    }
  });
}); // prettier-ignore
