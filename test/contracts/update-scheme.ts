import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import type { Crossbar } from '../../src/crossbar/crossbar.js';
import type { UpdateScheme } from '../../src/schemes/update-scheme.js';
import { observationOf } from '../core/observation-of.js';

/** A scheme and the devices below it: 9 rows × 3 columns, N = 200. */
export interface SchemeUnderTest {
  scheme: UpdateScheme;
  crossbar: Crossbar;
}

/** What every update scheme must do. */
export function updateSchemeContract(name: string, make: () => SchemeUnderTest): void {
  const wish = fc.record({
    device: fc.integer({ min: 0, max: 26 }),
    delta: fc.double({ min: -0.5, max: 0.5, noNaN: true }).filter((delta) => delta !== 0),
  });
  const steps = fc.array(fc.array(wish, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
  const apply = ({ scheme }: SchemeUnderTest, wishes: { device: number; delta: number }[]) => {
    const batch = new UpdateBatch(6);
    for (const { device, delta } of wishes) batch.add(device, delta);
    void scheme.apply(batch);
    return batch;
  };

  describe(`${name} keeps the contract of an update scheme`, () => {
    it('leaves wish, pulses and outcome side by side, pulses of the wish’s sign and within N', () => {
      fc.assert(
        fc.property(steps, (asked) => {
          const made = make();
          for (const wishes of asked) {
            const batch = apply(made, wishes);
            expect(batch.count).toBeLessThanOrEqual(wishes.length);
            for (let i = 0; i < batch.count; i++) {
              expect(batch.pulses[i] * batch.delta[i]).toBeGreaterThanOrEqual(0);
              expect(Math.abs(batch.pulses[i])).toBeLessThanOrEqual(200);
              expect(batch.weight[i]).toBeGreaterThanOrEqual(0);
              expect(batch.weight[i]).toBeLessThanOrEqual(1);
            }
          }
        }),
      );
    });

    it('multiplies finitely, and without changing any device', () => {
      const made = make();
      apply(made, [
        { device: 4, delta: 0.4 },
        { device: 20, delta: 0.3 },
      ]);
      const before = made.crossbar.weight.slice();
      const read = new ReadBatch(1, 2);
      read.drive(observationOf(...Array.from({ length: 9 }, () => 0.5)));
      void made.scheme.multiply(read);
      expect(read.output.every(Number.isFinite)).toBe(true);
      expect(made.crossbar.weight).toEqual(before);
    });
  });
}
