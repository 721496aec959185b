import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../devices/measurements/csv-characterisations.js';
import { UsageError } from '../../src/core/errors.js';
import { textOfBytes } from '../../src/core/text-of-bytes.js';

const PULSES = 12;
const rise = Float64Array.from({ length: PULSES + 1 }, (_, p) => 3e-5 + 2e-5 * (1 - Math.exp(-p / 5)));
const set = [rise, rise.map((x) => 1.01 * x), rise.map((x) => 0.98 * x)];
const reset = set.map((branch) => branch.toReversed());

/** One way to write a measurement down. */
interface Written {
  separator: string;
  comma: boolean;
  end: string;
  encoding: string;
  words: readonly [string, string];
  unit: readonly [name: string, written: (siemens: number) => number];
  names: readonly [cycle: string, polarity: string, pulse: string];
  first: 0 | 1;
  floats: boolean;
  index: boolean;
  comments: boolean;
  preamble: boolean;
  remaining: boolean;
}

const WORDS = [['set', 'reset'], ['SET', 'RESET'], ['potentiation', 'depression'], ['pot', 'dep'], ['LTP', 'LTD'], ['+1', '-1'], ['1', '−1'], ['1', '0'], ['up', 'down'], ['P', 'D'], ['p', 'n'], ['forth', 'back']] as const; // prettier-ignore
const NAMES = [['cycle', 'polarity', 'pulse'], ['Cycle_No', 'Direction', 'Pulse_Number'], ['ramp', 'type', '#'], ['loop', 'phase', 'n'], ['Run', 'branch', 'pulseIndex'], ['Zyklus', 'Richtung', 'Puls']] as const; // prettier-ignore
const UNITS: Written['unit'][] = [
  ['conductance_siemens', (g) => g],
  ['conductance_uS', (g) => g * 1e6],
  ['G (µS)', (g) => g * 1e6],
  ['G [nS]', (g) => g * 1e9],
  ['conductance/S', (g) => g],
  ['Conductance (mS)', (g) => g * 1e3],
  ['Leitwert (S)', (g) => g],
  ['resistance', (g) => 1 / g],
  ['R (kOhm)', (g) => 1e-3 / g],
  ['R [Ohm]', (g) => 1 / g],
  ['Resistance_MOhm', (g) => 1e-6 / g],
];

const written: fc.Arbitrary<Written> = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '  ', '|'),
  comma: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom(
    'utf8',
    'utf8-mark',
    'utf16le',
    'utf16le-mark',
    'utf16be-mark',
    'utf16be',
    'latin1',
  ),
  words: fc.constantFrom(...WORDS),
  unit: fc.constantFrom(...UNITS),
  names: fc.constantFrom(...NAMES),
  first: fc.constantFrom(0, 1),
  floats: fc.boolean(),
  index: fc.boolean(),
  comments: fc.boolean(),
  preamble: fc.boolean(),
  remaining: fc.boolean(),
});

function textOf(how: Written): string {
  const { separator, names, unit, floats, first } = how;
  // With commas between cells, and with blanks, some ways to write do not exist.
  const number = (value: number) => (how.comma && separator !== ',' ? String(value).replace('.', ',') : String(value)); // prettier-ignore
  const count = (value: number) => number(value + first) + (floats ? number(0.5).slice(1, 2) + '0' : '');
  const index = (cell: string) => (how.index && separator.trim() !== '' ? [cell] : []);
  const lines = how.preamble ? ['Model' + separator + '2400', 'Operator' + separator + 'Anna', ''] : [];
  if (how.comments) lines.push('# chip 3, row 2', '% lab book 7');
  lines.push([...index(''), ...names, unit[0]].join(separator));
  let row = 0;
  for (const [cycle] of set.entries()) {
    for (const [k, branches] of [set, reset].entries()) {
      for (const [pulse, siemens] of branches[cycle].entries()) {
        const counted = k === 1 && how.remaining ? PULSES - pulse : pulse;
        lines.push([...index(String(row++)), count(cycle), how.words[k], count(counted), number(unit[1](siemens))].join(separator)); // prettier-ignore
      }
    }
    if (how.comments) lines.push('// next cycle');
  }
  return lines.join(how.end) + how.end;
}

function bytesOf(text: string, encoding: string): Uint8Array {
  const mark = encoding.endsWith('-mark') ? '\uFEFF' : '';
  const latin = text.replaceAll('−', '-');
  if (encoding === 'latin1') return Buffer.from(latin, 'latin1');
  if (encoding.startsWith('utf8')) return Buffer.from(mark + text, 'utf8');
  const wide = Buffer.from(mark + text, 'utf16le');
  return encoding.startsWith('utf16be') ? wide.swap16() : wide;
}

function worstError(read: Float64Array[], truth: Float64Array[]): number {
  return Math.max(...truth.flatMap((branch, c) => [...branch].map((g, p) => Math.abs(read[c][p] / g - 1))));
}

describe('a measurement in any dialect', () => {
  it('reads back to the same numbers', () => {
    fc.assert(
      fc.property(written, (how) => {
        const { text } = textOfBytes(bytesOf(textOf(how), how.encoding));
        const { devices } = readTable(text, 'd.csv', 'D');
        expect(devices).toHaveLength(1);
        const [{ set: gotSet, reset: gotReset, pulses, device }] = devices;
        expect([device, pulses, gotSet.length, gotReset.length]).toEqual(['D', PULSES, 3, 3]);
        expect(worstError(gotSet, set)).toBeLessThan(1e-12);
        expect(worstError(gotReset, reset)).toBeLessThan(1e-12);
      }),
      { numRuns: 400 },
    );
  });

  const cell = fc.oneof(
    fc.constantFrom('', 'cycle', 'polarity', 'set', 'reset', 'pulse', 'G (uS)', 'R', 'I (A)', 'V', '#', '-', 'NaN', 'ramp1', '"', '0', '1', '1,5', '4e-5', '9.9E37', '\u001B[31m'), // prettier-ignore
    fc.double({ min: 1e-6, max: 1e-4 }).map(String),
    fc.integer({ min: -2, max: 12 }).map(String),
  );
  const text = fc
    .tuple(
      fc.constantFrom(',', ';', '\t', ' '),
      fc.constantFrom('\n', '\r', '\r\n'),
      fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 30 }),
    ) // prettier-ignore
    .map(([separator, end, rows]) => rows.map((row) => row.join(separator)).join(end));
  it.each([
    ['text', fc.string({ unit: 'binary', maxLength: 400 })],
    ['cells', text],
  ])('is read, or refused in one sentence, whatever it is: any %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (anything) => {
        try {
          readTable(anything, 'd.csv', 'D');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).toMatch(/^d\.csv[^\n]*$/);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
