import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shortenedApart, textWidth } from '../../src/report/marks/text-width.js';

const SIZE = 12;

it('labels that fit stay whole', () => {
  expect(shortenedApart(['noise write', 'noise read'], 200, SIZE)).toEqual(['noise write', 'noise read']);
});

it('longer labels keep what tells them apart', () => {
  const labels = [0.05, 0.1].flatMap((rate) => ['write', 'read'].map((noise) => `learningRate ${rate} / noise ${noise}`)); // prettier-ignore
  expect(shortenedApart(labels, 120, SIZE)).toEqual([
    '0.05 / write',
    '0.05 / read',
    '0.1 / write',
    '0.1 / read',
  ]);
  expect(shortenedApart(['mean/read/linear/write-verify', 'mean/read/linear/sign'], 80, SIZE)).toEqual(['write-verify', 'sign']); // prettier-ignore
});

it('no label is wider than there is space, or empty, or the same as another that differs in the first letter', () => {
  const label = fc.stringMatching(/^[a-z] [a-z]{1,30} \/ [a-z]{1,30}$/);
  fc.assert(
    fc.property(fc.uniqueArray(label, { minLength: 1, maxLength: 6, selector: (text) => text[0] }), (labels) => {
      const short = shortenedApart(labels, 100, SIZE);
      for (const one of short) expect(textWidth(one, SIZE)).toBeLessThanOrEqual(100);
      expect(new Set(short).size).toBe(labels.length);
    }),
  ); // prettier-ignore
});
