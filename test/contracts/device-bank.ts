import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceBank } from '../../devices/device-bank.js';
import { UpdateBatch } from '../../src/core/update-batch.js';

const SIZE = 27;

/** What differs from bank to bank in what can be asked of it. */
interface Expected {
  /** pulses from end to end */
  range?: number;
  /** how far a pulse that noise turns round may take a device away from its end, as a share of its window */
  astray?: number;
}

/** What every device bank must do, whatever its physics. @param make a bank of 27 devices, the same for the same seed */
export function deviceBankContract(
  name: string,
  make: (seed: number) => DeviceBank,
  { range = 200, astray = 0 }: Expected = {},
): void {
  const update = fc.record({
    device: fc.integer({ min: 0, max: SIZE - 1 }),
    delta: fc.double({ min: -1, max: 1, noNaN: true }).filter((delta) => delta !== 0),
  });
  const batch = fc.uniqueArray(update, { maxLength: SIZE, selector: ({ device }) => device });
  const batches = fc.array(batch, { maxLength: 20 });

  describe(`${name} keeps the contract of a device bank`, () => {
    it('has a window of positive width for each device, and begins at its lower end', () => {
      const bank = make(1);
      expect(bank.size).toBe(SIZE);
      for (let d = 0; d < SIZE; d++) {
        expect(bank.highest[d]).toBeGreaterThan(bank.lowest[d]);
        expect(bank.conductance[d]).toBe(bank.lowest[d]);
      }
    });

    it('stays inside the windows, whatever it is asked', () => {
      fc.assert(
        fc.property(batches, fc.integer(), (asked, seed) => {
          const bank = make(seed);
          for (const rows of asked) bank.pulse(batchOf(rows));
          for (let d = 0; d < SIZE; d++) {
            expect(bank.conductance[d]).toBeGreaterThanOrEqual(bank.lowest[d]);
            expect(bank.conductance[d]).toBeLessThanOrEqual(bank.highest[d]);
          }
        }),
      );
    });

    it('touches no device that is not in the batch', () => {
      fc.assert(
        fc.property(batches, (asked) => {
          const bank = make(2);
          const touched = new Set(asked.flat().map(({ device }) => device));
          for (const rows of asked) bank.pulse(batchOf(rows));
          for (let d = 0; d < SIZE; d++)
            if (!touched.has(d)) expect(bank.conductance[d]).toBe(bank.lowest[d]);
        }),
      );
    });

    it('does the same with the same seed, and a batch is its rows one after the other', () => {
      fc.assert(
        fc.property(batches, (asked) => {
          const whole = make(3);
          const single = make(3);
          for (const rows of asked) {
            whole.pulse(batchOf(rows));
            for (const row of rows) single.pulse(batchOf([row]));
          }
          expect(single.conductance).toEqual(whole.conductance);
        }),
      );
    });

    it('leaves a device at its end when pushed outward', () => {
      const bank = make(4);
      const rows = Array.from({ length: SIZE }, (_, device) => ({ device, delta: -0.5 }));
      bank.pulse(batchOf(rows, range));
      for (let d = 0; d < SIZE; d++)
        expect(bank.conductance[d]).toBeLessThanOrEqual(
          (1 - astray) * bank.lowest[d] + astray * bank.highest[d],
        );
    });

    it('comes to the last tenth of its window when pushed upward for long enough', () => {
      const bank = make(5);
      const top = bank.lowest.slice();
      const rows = Array.from({ length: SIZE }, (_, device) => ({ device, delta: 0.5 }));
      for (let i = 0; i < 200; i++) {
        bank.pulse(batchOf(rows, range));
        for (let d = 0; d < SIZE; d++) top[d] = Math.max(top[d], bank.conductance[d]);
      }
      for (let d = 0; d < SIZE; d++)
        expect(top[d]).toBeGreaterThan(0.1 * bank.lowest[d] + 0.9 * bank.highest[d]);
    });

    it('does nothing for a row without wish and pulses', () => {
      const bank = make(6);
      bank.pulse(batchOf([{ device: 0, delta: 0.3 }]));
      const before = bank.conductance.slice();
      bank.pulse(batchOf([{ device: 0, delta: 0 }]));
      expect(bank.conductance).toEqual(before);
    });
  });
}

/** Wishes with the pulses of a linear count. */
export function batchOf(rows: readonly { device: number; delta: number }[], range = 200): UpdateBatch {
  const batch = new UpdateBatch(Math.max(1, rows.length));
  rows.forEach(({ device, delta }, i) => {
    batch.add(device, delta);
    batch.pulses[i] = Math.round(range * delta);
  });
  return batch;
}
