import { describe, expect, it } from 'vitest';
import { schemeLaws, type SchemeSubject } from '../../src/contracts/update-scheme-contract.js';
import { schemeOf } from '../schemes/parts-of.js';

/** What every update scheme must do, on measured devices with each noise. */
export function updateSchemeContract(name: string): void {
  describe(`${name} keeps the contract of an update scheme`, () => {
    it.each(Object.entries(schemeLaws))('%s', async (_, law) => {
      expect(await law(subject(name))).toBeUndefined();
    });
  });
}

function subject(name: string): SchemeSubject {
  return {
    make: ({ exact, noise, later }) => {
      const averages = later !== undefined && (name === 'write-verify' || name === 'averaged-reads');
      const settings = averages ? { reads: 3 } : {};
      const { scheme, parts, share } = schemeOf(name, {
        ...(exact && { bank: 'ideal' }),
        noise,
        slow: later ?? false,
        settings,
      });
      return { scheme, arrays: parts.arrays, share };
    },
  };
}
