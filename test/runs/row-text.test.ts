import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../src/runs/read-numbers.js';
import { RowText } from '../../src/runs/row-text.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Numbers as tables hold them: shares, counts, joules, and some that are nearly a tie between two roundings. */
const usual = fc.oneof(
  finite,
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.integer({ min: -(2 ** 33), max: 2 ** 33 }),
  fc
    .tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -25, max: 25 }))
    .map(([digits, power]) => digits * 10 ** power),
  fc
    .tuple(fc.integer({ min: 10 ** 6, max: 10 ** 7 }), fc.integer({ min: 0, max: 22 }))
    .map(([digits, power]) => (digits + 0.5) / 10 ** power),
);
const options = {
  numRuns: 20_000,
  examples: [[0], [-0], [0.1], [0.99999995], [1e-7], [9.9999999e-7], [5e-324]] as [number][],
};

function written(write: (text: RowText) => void): string {
  const text = new RowText();
  text.startRun('σ', 7);
  text.startRow();
  write(text);
  text.endRow();
  return Buffer.from(text.taken()).toString();
}

function read(line: string, count: number, optional: boolean[] = []): number[] | undefined {
  const out = new Float64Array(count);
  return readNumbers(Buffer.from(line), 0, out, 0, optional) === line.length ? [...out] : undefined;
}

describe('a row as text', () => {
  it('has every number as JavaScript writes it', () => {
    fc.assert(
      fc.property(usual, (value) => {
        expect(written((text) => text.number(value))).toBe(`σ,7,${value}\n`);
      }),
      options,
    );
  });

  it('has rounded numbers with seven significant digits', () => {
    fc.assert(
      fc.property(usual, (value) => {
        expect(written((text) => text.rounded(value))).toBe(`σ,7,${Number(value.toPrecision(7))}\n`);
      }),
      options,
    );
  });

  it('grows with its fields, and starts anew once it is taken', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => i / 7);
    const text = new RowText();
    text.startRun('a', 0);
    for (let time = 0; time < 2; time++) {
      text.startRow();
      text.numbers(many);
      text.empty();
      text.endRow();
      expect(Buffer.from(text.taken()).toString()).toBe(`a,0,${many.join(',')},\n`);
    }
  });
});

describe('the numbers of a row', () => {
  it('are read as JavaScript reads them', () => {
    fc.assert(
      fc.property(usual, usual, (one, other) => {
        expect(read(`${one},${other}\n`, 2)).toEqual([one === 0 ? 0 : one, other === 0 ? 0 : other]);
      }),
      { numRuns: 20_000 },
    );
    const long = '12345678901234567890';
    expect(read(`-0,${long},0.1e-30,1e+2\n`, 4)).toEqual([-0, Number(long), 1e-31, 100]);
  });

  it.each([
    '',
    '+1',
    '.5',
    '5.',
    '1e',
    '1e+',
    '--1',
    'NaN',
    '1 ',
    ' 1',
    '0x1',
    '1E3',
    '1,2',
    'Infinity',
    '1\r',
  ])('are not %j', (field) => {
    expect(read(`${field}\n`, 1)).toBeUndefined();
    expect(read(`3,${field}\n`, 2)).toBeUndefined();
  });

  it('are checked where they are not wanted', () => {
    const out = new Float64Array(3);
    const readOne = (line: string) => readNumbers(Buffer.from(line), 0, out, 0, [], 1) === line.length;
    expect(readOne('0.5,2,3e4\n')).toBe(true);
    expect([...out]).toEqual([0.5, NaN, NaN]);
    expect(readOne('0.5,2,three\n')).toBe(false);
    expect(readOne('0.5,2,\n')).toBe(false);
  });

  it('may be missing where that is allowed', () => {
    expect(read(',2,\n', 3, [true, false, true])).toEqual([NaN, 2, NaN]);
    expect(read(',2,\n', 3, [true, false, false])).toBeUndefined();
    expect(read('1\n', 2, [true, true])).toBeUndefined();
  });
});
