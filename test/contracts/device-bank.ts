import { describe, expect, it } from 'vitest';
import type { DeviceBank } from '../../devices/device-bank.js';
import { bankLaws, type BankSubject } from '../../src/contracts/bank-contract.js';

export { batchOf } from '../../src/contracts/bank-contract.js';

/** Random series of batches for each law that needs some. */
const SERIES = 50;

/** What every device bank must do, whatever its physics. @param make a bank of devices, the same for the same seed */
export function deviceBankContract(
  name: string,
  make: (seed: number) => DeviceBank,
  expected: Omit<BankSubject, 'make'> = {},
): void {
  describe(`${name} keeps the contract of a device bank`, () => {
    it.each(Object.entries(bankLaws))('%s', async (_, law) => {
      expect(await law({ make, series: SERIES, ...expected })).toBeUndefined();
    });
  });
}
