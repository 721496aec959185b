import { RunError } from '../../../src/core/errors.js';
import { crc16 } from './crc16.js';
import { fromHexadecimal, hexadecimal } from './hexadecimal.js';

/** Bytes of the longest frame, its LF among them. */
export const FRAME_BYTES = 160;

/** One line of MBP/1, understood. */
export type Frame =
  | {
      readonly kind: 'request';
      readonly seq: number;
      readonly boot: number;
      readonly verb: string;
      readonly args: readonly string[];
    }
  | {
      readonly kind: 'reply';
      readonly seq: number;
      readonly boot: number;
      readonly values: readonly string[];
    }
  | {
      /** a line before the answer */
      readonly kind: 'part';
      readonly seq: number;
      readonly boot: number;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'refusal';
      readonly seq: number;
      readonly boot: number;
      readonly code: string;
      readonly details: readonly string[];
    }
  | {
      readonly kind: 'event';
      readonly boot: number;
      readonly event: string;
      readonly details: readonly string[];
    };

type Field = string | number;

/** `>seq boot VERB args*CRC`, with its LF. */
export function encodeRequest(seq: number, boot: number, verb: string, args: readonly Field[] = []): string {
  return finish([`>${hexadecimal(seq)}`, hexadecimal(boot), verb, ...args]);
}

/** `<seq boot OK values*CRC`, with its LF. */
export function encodeReply(seq: number, boot: number, values: readonly Field[] = []): string {
  return finish([`<${hexadecimal(seq)}`, hexadecimal(boot), 'OK', ...values]);
}

/** `=seq boot values*CRC`, with its LF. */
export function encodePart(seq: number, boot: number, values: readonly Field[]): string {
  return finish([`=${hexadecimal(seq)}`, hexadecimal(boot), ...values]);
}

/** `<seq boot ER CODE details*CRC`, with its LF. */
export function encodeRefusal(
  seq: number,
  boot: number,
  code: string,
  details: readonly Field[] = [],
): string {
  return finish([`<${hexadecimal(seq)}`, hexadecimal(boot), 'ER', code, ...details]);
}

/** `!boot EVENT details*CRC`, with its LF. */
export function encodeEvent(boot: number, event: string, details: readonly Field[] = []): string {
  return finish([`!${hexadecimal(boot)}`, event, ...details]);
}

/** The frame that a line without its LF is, or none: then nothing of it may be believed. */
export function decodeLine(line: string): Frame | undefined {
  const star = line.length - 5;
  if (line[star] !== '*' || line.length >= FRAME_BYTES) return undefined;
  if (fromHexadecimal(line.slice(star + 1)) !== crc16(line, star)) return undefined;
  const body = line.slice(1, star);
  return FIELDS.test(body) ? understand(line[0], body.split(' ')) : undefined;
}

/** Printable, parted by single spaces, and no star but that of the CRC. */
const FIELDS = /^[!-)+-~]+(?: [!-)+-~]+)*$/;
const WORD = /^[A-Z]+$/;

function understand(mark: string | undefined, fields: string[]): Frame | undefined {
  if (mark === '!') return understandEvent(fields);
  const [first, second, ...values] = fields;
  const seq = fromHexadecimal(first);
  const boot = fromHexadecimal(second);
  if (seq === undefined || boot === undefined) return undefined;
  if (mark === '=') return { kind: 'part', seq, boot, values };
  const [word = '', ...rest] = values;
  if (!WORD.test(word)) return undefined;
  if (mark === '>') return { kind: 'request', seq, boot, verb: word, args: rest };
  if (mark !== '<') return undefined;
  if (word === 'OK') return { kind: 'reply', seq, boot, values: rest };
  const [code = '', ...details] = rest;
  return word === 'ER' && WORD.test(code) ? { kind: 'refusal', seq, boot, code, details } : undefined;
}

function understandEvent([first, event = '', ...details]: string[]): Frame | undefined {
  const boot = fromHexadecimal(first);
  return boot !== undefined && WORD.test(event) ? { kind: 'event', boot, event, details } : undefined;
}

function finish([head, ...fields]: Field[]): string {
  const body = [head, ...fields].join(' ');
  const frame = `${body}*${hexadecimal(crc16(body))}\n`;
  const parted = FIELDS.test(body) && fields.every((field) => !`${field}`.includes(' '));
  if (frame.length > FRAME_BYTES || !parted) {
    throw new RunError(
      `a frame holds printable fields parted by single spaces, ${FRAME_BYTES} bytes at most, got ${JSON.stringify(frame)}`,
    );
  }
  return frame;
}
