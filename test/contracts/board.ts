import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board } from '../../drivers/boards/board.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { observationOf } from '../core/observation-of.js';

/**
 * What every board must do.
 *
 * @param make a board of 3 rows and 3 columns without read noise
 * @param accuracy of its sums, amperes; the converters of a physical one have steps
 * @param repeatability of a reading, siemens; silicon has noise
 */
export function boardContract(
  name: string,
  make: () => Board | Promise<Board>,
  accuracy = 1e-15,
  repeatability = 0,
): void {
  describe(`${name} keeps the contract of a board`, () => {
    it('has rows × columns devices with windows of positive width', async () => {
      const board = await make();
      expect([board.rows, board.columns, board.size]).toEqual([3, 3, 9]);
      for (let d = 0; d < board.size; d++) expect(board.highest[d]).toBeGreaterThan(board.lowest[d]);
      expect(['in-memory', 'host-sum']).toContain(board.product);
      await board.close();
    });

    it('reads back what it programmed, and reading again changes nothing', async () => {
      const board = await make();
      const batch = pulsed([
        [0, 60],
        [4, 30],
        [8, 90],
        [5, 10],
      ]);
      await board.program(batch);
      const again = batch.conductance.slice();
      await board.read(batch);
      for (let i = 0; i < batch.count; i++) {
        expect(Math.abs(batch.conductance[i] - again[i])).toBeLessThanOrEqual(repeatability);
        expect(batch.conductance[i]).toBeGreaterThan(board.lowest[batch.device[i]]);
        expect(batch.conductance[i]).toBeLessThanOrEqual(board.highest[batch.device[i]]);
      }
      await board.close();
    });

    it('sums currents by Kirchhoff’s law, offsets cancelled, reference added', async () => {
      const board = await make();
      const gain = board.lowest.map((_, d) => 0.01 * (d + 1));
      board.calibrate(gain, 1e-6);
      const all = pulsed(Array.from({ length: 9 }, (_, d) => [d, 20 + 15 * d]));
      await board.program(all);
      const input = fc.double({ min: -2, max: 2, noNaN: true }).filter((x) => x !== 0);
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(fc.constantFrom('0', '1', '2'), input),
          input,
          input,
          async (inputs, reference, present) => {
            const [first, second] = [0.7, -1.3];
            const read = new ReadBatch(1, 2, [first, second]);
            read.drive(observationOf(...[0, 1, 2].map((row) => (inputs[row] ?? 0) / first)));
            read.drive(observationOf(0, present, 0));
            read.reference[0] = reference;
            await board.multiply(read);
            for (let c = 0; c < 2; c++) {
              const also = -1.3 * present * gain[4 + c] * (all.conductance[4 + c] - board.lowest[4 + c]);
              const current = Object.entries(inputs).reduce(
                (sum, [row, x]) => {
                  const d = Number(row) * 3 + 1 + c;
                  return sum + x * gain[d] * (all.conductance[d] - board.lowest[d]);
                },
                reference * 1e-6 + also,
              );
              expect(Math.abs(read.amperes[c] - current)).toBeLessThan(accuracy);
            }
          },
        ),
        { numRuns: 50 },
      );
      await board.close();
    });
  });
}

function pulsed(rows: readonly (readonly [device: number, pulses: number] | number[])[]): UpdateBatch {
  const batch = new UpdateBatch(rows.length);
  rows.forEach(([device, pulses], i) => {
    batch.add(device, pulses / 200);
    batch.pulses[i] = pulses!;
  });
  return batch;
}
