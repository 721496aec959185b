import { describe, expect, it } from 'vitest';
import {
  crc16,
  decodeLine,
  encodeEvent,
  encodePart,
  encodeRefusal,
  encodeReply,
  encodeRequest,
  integer,
} from '../../../../drivers/protocols/mbp/frame.js';

import fc from 'fast-check';

/** The published test vectors of MBP/1, and what they mean. */
const vectors: [string, string][] = [
  ['>0000 0000 HELLO 1 5D1C*264F', encodeRequest(0, 0, 'HELLO', [1, '5D1C'])],
  ['>0001 B3F2 CAPS*3736', encodeRequest(1, 0xb3f2, 'CAPS')],
  [
    '>0002 B3F2 LIMITS -1200000 1200000 200000 500000 10000 100 1000*D056',
    encodeRequest(2, 0xb3f2, 'LIMITS', [-1200000, 1200000, 200000, 500000, 10000, 100, 1000]),
  ],
  ['>0004 B3F2 READ 3 1 100000 1000 16*9685', encodeRequest(4, 0xb3f2, 'READ', [3, 1, 100000, 1000, 16])],
  [
    '>0005 B3F2 READSET 1 3 0 -50000 2 45000 5 100000 1000 16*3B4D',
    encodeRequest(5, 0xb3f2, 'READSET', [1, 3, 0, -50000, 2, 45000, 5, 100000, 1000, 16]),
  ],
  ['<0005 B3F2 OK -812345 -402 0*A2B6', encodeReply(5, 0xb3f2, [-812345, -402, 0])],
  [
    '>0006 B3F2 TRAIN 3 1 1000000 10000 500000 12 0*F539',
    encodeRequest(6, 0xb3f2, 'TRAIN', [3, 1, 1000000, 10000, 500000, 12, 0]),
  ],
  ['<0006 B3F2 OK 12 12 0*E983', encodeReply(6, 0xb3f2, [12, 12, 0])],
  ['<0006 B3F2 ER COMPL 7 12*C85F', encodeRefusal(6, 0xb3f2, 'COMPL', [7, 12])],
];

const number = fc.integer({ min: 0, max: 0xffff });
const word = fc.stringMatching(/^[A-Z]{1,8}$/);
const field = fc.oneof(fc.integer(), fc.stringMatching(/^[!-)+-~]{1,8}$/));
const fields = fc.array(field, { maxLength: 8 });
const said = (all: readonly (string | number)[]) => all.map(String);

describe('a frame of MBP/1', () => {
  it.each(vectors)('is, byte for byte, %s', (vector, encoded) => {
    expect(encoded).toBe(`${vector}\n`);
    expect(decodeLine(vector)).toBeDefined();
  });

  it('ends in CRC-16/CCITT-FALSE', () => {
    expect(crc16('123456789')).toBe(0x29b1);
    expect(crc16('')).toBe(0xffff);
  });

  it('is understood as what was said', () => {
    fc.assert(
      fc.property(number, number, word, fields, (seq, boot, verb, args) => {
        expect(decodeLine(encodeRequest(seq, boot, verb, args).trimEnd())).toEqual({
          kind: 'request',
          seq,
          boot,
          verb,
          args: said(args),
        });
        expect(decodeLine(encodeReply(seq, boot, args).trimEnd())).toEqual({
          kind: 'reply',
          seq,
          boot,
          values: said(args),
        });
        expect(decodeLine(encodePart(seq, boot, args).trimEnd())).toEqual({
          kind: 'part',
          seq,
          boot,
          values: said(args),
        });
        expect(decodeLine(encodeRefusal(seq, boot, verb, args).trimEnd())).toEqual({
          kind: 'refusal',
          seq,
          boot,
          code: verb,
          details: said(args),
        });
        expect(decodeLine(encodeEvent(boot, verb, args).trimEnd())).toEqual({
          kind: 'event',
          boot,
          event: verb,
          details: said(args),
        });
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('is not understood after any change of one bit, nor after any loss of one byte', () => {
    for (const [vector] of vectors) {
      for (let at = 0; at < vector.length; at++) {
        expect(decodeLine(vector.slice(0, at) + vector.slice(at + 1))).toBeUndefined();
        for (let bit = 0; bit < 8; bit++) {
          const flipped = String.fromCharCode(vector.charCodeAt(at) ^ (1 << bit));
          expect(decodeLine(vector.slice(0, at) + flipped + vector.slice(at + 1))).toBeUndefined();
        }
      }
    }
  });

  it('is never made longer than 160 bytes, nor of fields that cannot be parted', () => {
    expect(() => encodeRequest(1, 1, 'READSET', new Array<number>(20).fill(-2000000))).toThrow(
      'at most 160 bytes',
    );
    for (const odd of ['a b', '', 'a*b', 'a\n', 'é']) {
      expect(() => encodeRequest(1, 1, 'PING', [odd])).toThrow('printable fields');
    }
    expect(decodeLine(encodeReply(1, 1, ['x'.repeat(139)]).trimEnd())).toBeDefined();
  });

  it.each(['07', '+1', '-0', '1e3', '', ' 1', '2147483648', '-2147483649', '0x10', '1.0'])(
    'holds no number written %j',
    (text) => expect(integer(text)).toBeUndefined(),
  );

  it('holds every 32-bit integer', () => {
    fc.assert(fc.property(fc.integer(), (n) => integer(String(n)) === n));
  });
});
