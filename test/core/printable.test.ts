import { expect, it } from 'vitest';
import fc from 'fast-check';
import { printable } from '../../src/core/printable.js';

it('leaves control characters, escape sequences and turned directions out of a text', () => {
  expect(printable('\u001B[31mred\u001B[0m and \u009B1mbold')).toBe('red and bold');
  expect(printable('a\u001B]0;title\u0007b\u001B]8;;http://x\u001B\\c')).toBe('abc');
  expect(printable('one\r\ntwo\tthree\u2028four')).toBe('one two three four');
  expect(printable('\u202Efdp.exe')).toBe('fdp.exe');
  // A sequence without an end takes nothing else with it.
  expect(printable('\u001B]0;the rest stays')).toBe('0;the rest stays');
  expect(printable(' Größe µS <b> ')).toBe(' Größe µS <b> ');
});

it('leaves no control character in any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(/[\p{Cc}\u202E]/u.test(printable(text))).toBe(false);
    }),
  );
});
