import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittedHelp } from '../../src/cli/text/fitted-help.js';
import { textTable } from '../../src/cli/text/text-table.js';

const rows = [
  ['device', 'a', 'b', '', 'c'],
  ['first', '1', '2.00', '[1, 3]', '4'],
  ['second', '10', '20.0', '[10, 30]', '40'],
];

describe('a table of text', () => {
  it('aligns its columns', () => {
    expect(textTable(rows)).toBe(
      'device   a     b             c\nfirst    1  2.00    [1, 3]   4\nsecond  10  20.0  [10, 30]  40\n',
    );
  });

  it('puts columns without room below, each beside the names, and what belongs together side by side', () => {
    expect(textTable(rows, { width: 24 })).toBe(
      'device   a\nfirst    1\nsecond  10\n\ndevice     b\nfirst   2.00    [1, 3]\nsecond  20.0  [10, 30]\n\ndevice   c\nfirst    4\nsecond  40\n',
    );
    expect(textTable(rows, { width: 24, stacked: false })).toBe(
      'device   a\nfirst    1\nsecond  10\nWithout room here: b, c.\n',
    );
  });

  it('is never wider than its room where no group of columns is, and loses no cell', () => {
    const cell = fc.stringMatching(/^[a-z]{1,9}$/);
    const table = fc.integer({ min: 2, max: 8 }).chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 6 }));
    fc.assert(
      fc.property(table, fc.integer({ min: 20, max: 60 }), (some, width) => {
        const text = textTable(some, { width });
        expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(width);
        const words = text.split(/\s+/);
        for (const one of some.flat()) expect(words).toContain(one);
      }),
    );
  }); // prettier-ignore
});

describe('a help text', () => {
  const help = [
    'memloop compares two finished runs,',
    'seed by seed.',
    '',
    'Formats:',
    '  table   a table of text with columns,',
    '          in any order',
    '  memloop run t-maze --seeds 1000 --out a/very/long/path    # copied',
    '    - { scheme: write-verify, name: coarse, tolerance: 0.02 }',
  ].join('\n');

  it('flows where it is prose, and stays whole where it is copied', () => {
    expect(fittedHelp(help, 26).split('\n')).toEqual([
      'memloop compares two',
      'finished runs, seed by',
      'seed.',
      '',
      'Formats:',
      '  table   a table of text',
      '          with columns, in',
      '          any order',
      '  memloop run t-maze --seeds 1000 --out a/very/long/path    # copied',
      '    - { scheme: write-verify, name: coarse, tolerance: 0.02 }',
    ]);
  });
});
