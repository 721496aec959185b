import { RunError } from '../../../src/core/errors.js';

/** Maximum length of a frame in bytes, including its LF. */
export const FRAME_BYTES = 160;

/** A request, as one decoded line of MBP/1. */
export interface RequestFrame {
  readonly kind: 'request';
  readonly seq: number;
  readonly boot: number;
  readonly verb: string;
  readonly args: readonly string[];
}

/** One decoded line of MBP/1. */
export type Frame =
  | RequestFrame
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

/** Decodes a line without its LF; undefined if it is not a frame, and then no part of it may be used. */
export function decodeLine(line: string): Frame | undefined {
  const star = line.length - 5;
  if (line[star] !== '*' || line.length >= FRAME_BYTES) return undefined;
  if (fromHexadecimal(line.slice(star + 1)) !== crc16(line, star)) return undefined;
  const body = line.slice(1, star);
  return FIELDS.test(body) ? decodeFields(line[0], body.split(' ')) : undefined;
}

/** Printable fields, separated by single spaces, without the star that precedes the CRC. */
const FIELDS = /^[!-)+-~]+(?: [!-)+-~]+)*$/;
const WORD = /^[A-Z]+$/;

function decodeFields(mark: string | undefined, fields: string[]): Frame | undefined {
  if (mark === '!') return decodeEvent(fields);
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

function decodeEvent([first, event = '', ...details]: string[]): Frame | undefined {
  const boot = fromHexadecimal(first);
  return boot !== undefined && WORD.test(event) ? { kind: 'event', boot, event, details } : undefined;
}

function finish([head, ...fields]: Field[]): string {
  const body = [head, ...fields].join(' ');
  const frame = `${body}*${hexadecimal(crc16(body))}\n`;
  const separated = FIELDS.test(body) && fields.every((field) => !`${field}`.includes(' '));
  if (frame.length > FRAME_BYTES || !separated) {
    throw new RunError(
      `a frame has printable fields separated by single spaces and at most ${FRAME_BYTES} bytes: got ${JSON.stringify(frame)}`,
    );
  }
  return frame;
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc;
});

/** CRC-16/CCITT-FALSE of the first `length` characters of a line: polynomial 1021, start FFFF, "123456789" gives 29B1. */
export function crc16(line: string, length = line.length): number {
  let crc = 0xffff;
  for (let i = 0; i < length; i++) {
    crc = ((crc << 8) & 0xffff) ^ CRC_TABLE[(crc >> 8) ^ (line.charCodeAt(i) & 0xff)];
  }
  return crc;
}

/** 0 … 65535 as the four upper-case digits of a frame. */
export function hexadecimal(number: number): string {
  return number.toString(16).toUpperCase().padStart(4, '0');
}

/** The number of four upper-case hexadecimal digits; undefined for anything else. */
function fromHexadecimal(digits: string | undefined): number | undefined {
  return digits !== undefined && /^[0-9A-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** The 32-bit integer in a field; undefined for anything else, such as `007`, `+1`, `1e3` and `-0`. */
export function integer(field: string | undefined): number | undefined {
  if (field === undefined || !/^(?:0|-?[1-9]\d{0,9})$/.test(field)) return undefined;
  const number = Number(field);
  return number === (number | 0) ? number : undefined;
}

/** All fields as integers; undefined if one of them is not an integer. */
export function integers(fields: readonly string[]): number[] | undefined {
  const numbers = fields.map(integer);
  return numbers.includes(undefined) ? undefined : (numbers as number[]);
}
