import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misheard, ratesAgree } from '../../../drivers/virtual/uart-mismatch.js';

const RATES = [9600, 19_200, 38_400, 57_600, 115_200, 230_400];

describe('bytes that are heard at another rate', () => {
  it('are the same if the rates agree within 4 %, and never all the same beyond 10 %', () => {
    const text = Buffer.from('>0000 0000 HELLO 1 5D1C*264F\n');
    fc.assert(
      fc.property(
        fc.constantFrom(...RATES),
        fc.double({ min: 0.96, max: 1.04, noNaN: true }),
        (rate, off) => {
          expect(ratesAgree(rate, rate * off)).toBe(true);
          expect(misheard(text, rate, rate * off)).toEqual(text);
        },
      ),
    );
    for (const sent of RATES)
      for (const heard of RATES.filter((rate) => rate !== sent))
        expect(
          Buffer.from(misheard(text, sent, heard)).toString('latin1'),
          `${sent} as ${heard}`,
        ).not.toContain('HELLO');
  });

  it('are what the waveform says: U at twice the rate', () => {
    // 0 10101010 1, read twice as fast: a start bit and eight samples are 00 11 00 11 … from the second sample on.
    expect([...misheard(Uint8Array.of(0x55), 9600, 19_200)][0]).toBe(0b01100110);
    expect([...misheard(Uint8Array.of(0x00), 9600, 4800)]).toEqual([0b11111000]);
  });

  it('never hang the listener', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom(...RATES),
        fc.constantFrom(...RATES),
        (bytes, a, b) => {
          expect(misheard(bytes, a, b).length).toBeLessThanOrEqual(
            Math.ceil((bytes.length * 10 * b) / a / 9) + 1,
          );
        },
      ),
    );
  });
});
