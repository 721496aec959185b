import { describe, expect, it } from 'vitest';
import type { Environment } from '../../envs/environment.js';
import { environmentLaws } from '../../src/contracts/task-contract.js';

/** Random walks for each law. */
const WALKS = 100;

/** Checks an environment as Gymnasium's `check_env` does: shapes, meanings and determinism of the interface. */
export function environmentContract(name: string, make: () => Environment): void {
  describe(`${name} keeps the contract of an environment`, () => {
    it.each(Object.entries(environmentLaws))('%s', async (_, law) => {
      expect(await law({ make, walks: WALKS })).toBeUndefined();
    });
  });
}
