import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/core/read-text.js';
import { textOfBytes } from '../../src/core/text-of-bytes.js';
import { scratch } from '../scratch.js';

const latin = (text: string) => Buffer.from(text, 'latin1');

describe('the bytes of a file', () => {
  it('are the text that was written, in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\uFEFF]/.test(text)), (text) => {
        expect(textOfBytes(Buffer.from(text))).toEqual({ text, encoding: 'UTF-8' });
      }),
    ); // prettier-ignore
  });

  it('are Latin-1 where they are no UTF-8', () => {
    expect(textOfBytes(latin('Größe,Ω'.replace('Ω', 'O')))).toEqual({ text: 'Größe,O', encoding: 'Latin-1' });
  });

  it('are refused with the line where one part is UTF-8 and another is not', () => {
    const path = join(scratch(), 'mixed.csv');
    writeFileSync(path, Buffer.concat([Buffer.from('# µS\n1,2\n'), latin('é,3\n')]));
    expect(() => readText(path)).toThrow(
      'line 3 has a byte that is not UTF-8, and other letters of the text are: expected one encoding; save it as UTF-8',
    );
  });
});
