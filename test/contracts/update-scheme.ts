import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import type { UpdateScheme } from '../../src/schemes/update-scheme.js';
import { observationOf } from '../core/observation-of.js';
import { COLUMNS, ROWS, schemeOf, type Choices } from '../schemes/parts-of.js';

type Wish = { device: number; delta: number };

const wish = fc.record({
  device: fc.integer({ min: 0, max: ROWS * COLUMNS - 1 }),
  delta: fc.double({ min: -0.5, max: 0.5, noNaN: true }).filter((delta) => delta !== 0),
});
const updates = fc.array(
  fc.uniqueArray(wish, { minLength: 1, maxLength: 6, selector: ({ device }) => device }),
  { maxLength: 15 },
);
const devices: Choices[] = [
  { bank: 'ideal' },
  { noise: 'none' },
  { noise: 'write' },
  { noise: 'read' },
  { noise: 'pulse' },
];

/** What every update scheme must do, on every bank and noise. */
export function updateSchemeContract(name: string): void {
  describe(`${name} keeps the contract of an update scheme`, () => {
    it.each(devices)('leaves wish, pulses and outcome side by side: %o', async (choices) => {
      const { share } = schemeOf(name);
      const most = share.reduce((sum, part) => sum + Math.abs(part), 0);
      await fc.assert(
        fc.asyncProperty(updates, async (asked) => {
          const { scheme } = schemeOf(name, choices);
          await scheme.prepare?.();
          for (const wishes of asked) {
            const batch = await applied(scheme, wishes);
            const rows = Array.from({ length: batch.count }, (_, i) => i);
            expect(wishes.map(({ device }) => device)).toEqual(
              expect.arrayContaining(rows.map((i) => batch.device[i])),
            );
            for (const i of rows) expect(Math.abs(batch.weight[i])).toBeLessThanOrEqual(2 * most);
          }
        }),
        { numRuns: 10 },
      );
    });

    it('does the same on boards that answer later', async () => {
      await fc.assert(
        fc.asyncProperty(updates, async (asked) => {
          const settings = name === 'write-verify' || name === 'averaged-reads' ? { reads: 3 } : {};
          const both = [false, true].map((slow) => schemeOf(name, { noise: 'read', slow, settings }));
          const seen: unknown[] = [];
          for (const { scheme, parts } of both) {
            for (const wishes of asked) await applied(scheme, wishes);
            seen.push([parts.arrays.map(({ weight }) => [...weight]), await weightOf(scheme, 4)]);
          }
          expect(seen[0]).toEqual(seen[1]);
        }),
        { numRuns: 5 },
      );
    });

    it('multiplies with the reference row once, and without changing any device', async () => {
      const { scheme, parts } = schemeOf(name);
      await applied(scheme, [
        { device: 4, delta: 0.4 },
        { device: 20, delta: 0.3 },
      ]);
      const before = parts.arrays.map(({ weight }) => [...weight]);
      const bare = await weightOf(scheme, 4);
      expect(await weightOf(scheme, 4, 0.7)).toBeCloseTo(bare + 0.7, 10);
      expect(parts.arrays.map(({ weight }) => [...weight])).toEqual(before);
    });

    it('brings the learner’s weight to where its wishes point', async () => {
      const { scheme } = schemeOf(name);
      await scheme.prepare?.();
      for (let k = 0; k < 1500; k++) {
        const present = await weightOf(scheme, 4);
        await applied(scheme, [{ device: 4, delta: 0.2 * (0.6 - present) }]);
      }
      expect(Math.abs((await weightOf(scheme, 4)) - 0.6)).toBeLessThan(0.08);
    });
  });
}

async function applied(scheme: UpdateScheme, wishes: readonly Wish[]): Promise<UpdateBatch> {
  const batch = new UpdateBatch(6);
  for (const { device, delta } of wishes) batch.add(device, delta);
  await scheme.apply(batch);
  return batch;
}

/** One weight as the learner sees it. */
async function weightOf(scheme: UpdateScheme, device: number, reference = 0): Promise<number> {
  const read = new ReadBatch(device % COLUMNS, 1);
  const row = Math.floor(device / COLUMNS);
  read.drive(observationOf(...Array.from({ length: ROWS }, (_, k) => (k === row ? 1 : 0))));
  read.reference[0] = reference;
  await scheme.multiply(read);
  return read.output[0];
}
