import { OutOfStep } from './out-of-step.js';

/**
 * What an answer looks like: from the bytes so far its value and its length, or nothing while it is not whole.
 * It throws OutOfStep where these bytes can never become one.
 */
export type Answer<Value> = (bytes: Buffer) => { readonly value: Value; readonly length: number } | undefined;

const LF = 0x0a;
/** Longest line that is waited for, bytes. */
const LONGEST = 4096;

/** An answer of as many lines, each ending in LF or CR LF. */
export function lines(count: number): Answer<string[]> {
  return (bytes) => {
    let end = 0;
    for (let line = 0; line < count; line++) {
      end = bytes.indexOf(LF, end) + 1;
      if (end > 0) continue;
      if (bytes.length > count * LONGEST) throw new OutOfStep(`got ${bytes.length} bytes without an end`);
      return undefined;
    }
    const text = bytes.toString('latin1', 0, end - 1);
    return { value: text.split('\n').map((line) => line.replace(/\r$/, '')), length: end };
  };
}

/** An answer of so many bytes. */
export function bytesOf(count: number): Answer<Buffer> {
  return (bytes) =>
    bytes.length < count ? undefined : { value: Buffer.from(bytes.subarray(0, count)), length: count };
}
