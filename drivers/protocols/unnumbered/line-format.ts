import { OutOfStep } from '../../sessions/errors.js';

/** Bytes of an answer: what is used of a Buffer, so that types need no types of Node. */
export interface AnswerBytes extends Uint8Array {
  toString(encoding?: 'latin1', start?: number, end?: number): string;
  readUInt16LE(offset: number): number;
  readFloatLE(offset: number): number;
}

/**
 * The format of an answer: from the bytes so far to its value and its length; undefined while it is incomplete. It throws
 * OutOfStep if these bytes cannot become an answer.
 */
export type Answer<Value> = (
  bytes: AnswerBytes,
) => { readonly value: Value; readonly length: number } | undefined;

const LF = 0x0a;
/** Maximum length of a line, bytes. */
const LONGEST = 4096;

/** An answer of `count` lines, each ending in LF or CR LF. */
export function lines(count: number): Answer<string[]> {
  return (bytes) => {
    let end = 0;
    for (let line = 0; line < count; line++) {
      end = bytes.indexOf(LF, end) + 1;
      if (end > 0) continue;
      if (bytes.length > count * LONGEST)
        throw new OutOfStep(`got ${bytes.length} bytes without the end of a line`);
      return undefined;
    }
    const text = bytes.toString('latin1', 0, end - 1);
    return { value: text.split('\n').map((line) => line.replace(/\r$/, '')), length: end };
  };
}

/** An answer of `count` bytes. */
export function bytesOf(count: number): Answer<AnswerBytes> {
  return (bytes) =>
    bytes.length < count ? undefined : { value: Buffer.from(bytes.subarray(0, count)), length: count };
}

/**
 * A number in volts, amperes or seconds as boards read it: always with an exponent of two digits. With six decimals and
 * no exponent, 90 ns would become 0.000000.
 */
export function exponential(value: number): string {
  return value.toExponential(6).replace(/e([+-])(\d)$/, 'e$10$2');
}
