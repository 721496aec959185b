import { expect, it } from 'vitest';
import fc from 'fast-check';
import {
  hasHidden,
  printable,
  printableLines,
  printableTree,
  withHiddenShown,
} from '../../src/core/printable.js';

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

/** Characters of every sort that is not seen. */
const HIDDEN =
  '\0\u0007\u001B\u007F\u009B\u00AD\u061C\u200B\u200E\u202E\u2066\u2028\u2060\uFEFF\uFFF9\u{E0041}';

it('knows every sort of hidden character', () => {
  for (const character of HIDDEN) {
    expect(hasHidden(`a${character}b`), withHiddenShown(character)).toBe(true);
    expect(printable(`a${character}b`)).toMatch(/^a ?b?$/);
    expect(printableLines(`a${character}b`)).toMatch(/^ab?$/);
    expect(withHiddenShown(character)).toMatch(/^\\u[0-9a-f]{4,5}$/);
  }
  // Joiners, which scripts and emoji need, and all that is seen.
  for (const text of ['می\u200Cخواهم', '👩\u200D🔬', 'σ größer 大きい', 'é']) {
    expect(hasHidden(text)).toBe(false);
    expect(withHiddenShown(text)).toBe(text);
  }
});

it('keeps the lines and tabs of a longer text', () => {
  expect(printableLines('a\tb\n\u001B[2Jc\r\nd')).toBe('a\tb\nc\nd');
  // A sequence that begins in one line and ends in another one takes no line with it.
  expect(printableLines('a\u001B]0;\nb\nc\u0007\n')).toBe('a0;\nb\nc\n');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(/[^\P{Cc}\n\t]/u.test(printableLines(text))).toBe(false);
    }),
  );
});

it('cleans all texts of a value, and nothing else', () => {
  expect(printableTree({ a: ['\u001B[31mx', 1, null], b: { c: '\u0007', d: '', e: true } })).toEqual({
    a: ['x', 1, null],
    b: { c: 'unnamed', d: '', e: true },
  });
});
