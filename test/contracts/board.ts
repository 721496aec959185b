import { describe, expect, it } from 'vitest';
import type { Board } from '../../drivers/boards/board.js';
import { boardLaws } from '../../src/contracts/board-contract.js';

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
    it.each(Object.entries(boardLaws))('%s', async (_, law) => {
      expect(await law({ make, accuracy, repeatability })).toBeUndefined();
    });
  });
}
