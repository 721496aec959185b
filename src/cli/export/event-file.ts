import { crc32c } from './crc32c.js';

/** A value at a step. */
export interface Scalar {
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}

/** Kinds of fields in protocol buffers. */
const [VARINT, DOUBLE, BYTES, FLOAT] = [0, 1, 2, 5];

/**
 * Scalars as an event file of TensorBoard: records of TensorFlow (length, its CRC-32C, data, its CRC-32C) that hold
 * Event messages (tensorboard/compat/proto/event.proto). All have the time 0, so that equal runs give equal bytes.
 */
export function eventFile(scalars: readonly Scalar[]): Uint8Array {
  const version = message([DOUBLE, 1, double(0)], [BYTES, 3, sized(Buffer.from('brain.Event:2'))]);
  return Buffer.concat([version, ...scalars.map(event)].map(record));
}

function event({ tag, step, value }: Scalar): Buffer {
  const single = message([BYTES, 1, sized(Buffer.from(tag))], [FLOAT, 2, float(value)]);
  const summary = message([BYTES, 1, sized(single)]);
  return message([DOUBLE, 1, double(0)], [VARINT, 2, varint(step)], [BYTES, 5, sized(summary)]);
}

function message(...fields: [kind: number, number: number, bytes: Buffer][]): Buffer {
  return Buffer.concat(fields.flatMap(([kind, number, bytes]) => [varint((number << 3) | kind), bytes]));
}

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return Buffer.from([...bytes, value]);
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function record(data: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, masked(length), data, masked(data)]);
}

/** The CRC-32C as records have it: turned by 15 bits, with a constant added. */
function masked(bytes: Uint8Array): Buffer {
  const crc = crc32c(bytes);
  const word = Buffer.alloc(4);
  word.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return word;
}
