import type { WaveFile } from './wave-file.js';

/** How a sample of one depth is read. */
interface Depth {
  /** bytes of a sample */
  readonly width: number;
  readonly read: (view: DataView, at: number, isLittle: boolean) => number;
  /** silence, and how far full scale is from it */
  readonly zero: number;
  readonly full: number;
}

/** Depths as the package names them. Samples of 8 bits have no sign. */
const DEPTHS: Readonly<Record<string, Depth>> = {
  8: { width: 1, read: (view, at) => view.getUint8(at), zero: 128, full: 2 ** 7 },
  16: { width: 2, read: (view, at, isLittle) => view.getInt16(at, isLittle), zero: 0, full: 2 ** 15 },
  24: { width: 3, read: threeBytes, zero: 0, full: 2 ** 23 },
  32: { width: 4, read: (view, at, isLittle) => view.getInt32(at, isLittle), zero: 0, full: 2 ** 31 },
  '32f': { width: 4, read: (view, at, isLittle) => view.getFloat32(at, isLittle), zero: 0, full: 1 },
  64: { width: 8, read: (view, at, isLittle) => view.getFloat64(at, isLittle), zero: 0, full: 1 },
};

function threeBytes(view: DataView, at: number, isLittle: boolean): number {
  return isLittle
    ? view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)
    : view.getInt8(at) * 65_536 + view.getUint16(at + 1);
}

/** The samples of a wav file, full scale from −1 to 1, as the mean of its channels. They are read where they lie, as hours of sound are large. */
export function meanOfChannels({ data, bitDepth, container }: WaveFile, channels: number): Float32Array {
  const { buffer, byteOffset, byteLength } = (data as { samples: Uint8Array }).samples;
  const isLittle = container !== 'RIFX';
  const { width, read, zero, full } = DEPTHS[bitDepth];
  const count = Math.floor(byteLength / (width * channels));
  if (bitDepth === '16' && isLittle && byteOffset % 2 === 0)
    return meanOfWhole(new Int16Array(buffer, byteOffset, count * channels), channels);
  const view = new DataView(buffer, byteOffset, byteLength);
  const samples = new Float32Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++, at += width) sum += read(view, at, isLittle);
    samples[i] = (sum / channels - zero) / full;
  }
  return samples;
}

/** The same for the usual depth, several times as fast. */
function meanOfWhole(values: Int16Array, channels: number): Float32Array {
  const samples = new Float32Array(values.length / channels);
  for (let i = 0, at = 0; i < samples.length; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++, at++) sum += values[at];
    samples[i] = sum / channels / 2 ** 15;
  }
  return samples;
}
