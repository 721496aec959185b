import type { RandomStream } from '../../core/random-stream.js';
import type { Sound } from '../wav/sound.js';

/** What a noise is made of. */
export interface NoiseSource {
  readonly random: RandomStream;
  readonly sampleRate: number;
  /** number of samples */
  readonly length: number;
  /** recordings of voices, for babble */
  readonly voices: readonly Sound[];
}

type Noise = (source: NoiseSource) => Float64Array;

/** Lowest corner of pink noise, in Hz, and number of octaves. */
const [LOWEST, OCTAVES] = [20, 8];
const HARMONICS = 20;
const TALKERS = 16;
/** Echoes of a room: their number, the delay of the last one and the time in which they fade, in s. */
const [ECHOES, LAST_ECHO, FADING] = [40, 0.4, 0.12];

function white({ random, length }: NoiseSource): Float64Array {
  const values = new Float64Array(length);
  random.normals(values, length);
  return values;
}

/** Noise of one pole, variance 1. @param corner in Hz */
function lowPass(source: NoiseSource, corner: number): Float64Array {
  const kept = Math.exp((-2 * Math.PI * corner) / source.sampleRate);
  const share = Math.sqrt(1 - kept * kept);
  const values = white(source);
  let last = values[0];
  for (let i = 0; i < values.length; i++) values[i] = last = kept * last + share * values[i];
  return values;
}

/** Poles at each octave with the same variance have a power of 1/f together. */
function pink(source: NoiseSource): Float64Array {
  const sum = new Float64Array(source.length);
  for (let k = 0; k < OCTAVES; k++) add(sum, lowPass(source, LOWEST * 2 ** k), 1);
  return sum;
}

/** Rumble below 100 Hz, wind, and an engine whose harmonics fall with their number. */
function car(source: NoiseSource): Float64Array {
  const sum = lowPass(source, 40);
  add(sum, lowPass(source, 300), 0.15);
  add(sum, tones(source, uniform(source, 30, 70), HARMONICS), 0.4);
  add(sum, white(source), 0.02);
  return sum;
}

function hum(source: NoiseSource): Float64Array {
  const sum = tones(source, source.random.uniform() < 0.5 ? 50 : 60, HARMONICS);
  add(sum, white(source), 0.05);
  return sum;
}

/** Pink noise that swells by some dB in seconds, and a horn now and then. */
function street(source: NoiseSource): Float64Array {
  const { sampleRate, length } = source;
  const sum = pink(source);
  const swell = lowPass(source, uniform(source, 0.05, 0.2));
  for (let i = 0; i < length; i++) sum[i] *= 10 ** ((5 * swell[i]) / 20);
  for (let at = uniform(source, 0, 6); at * sampleRate < length; at += uniform(source, 2, 10)) {
    const end = Math.min(length, Math.round((at + uniform(source, 0.2, 0.8)) * sampleRate));
    const horn = tones(source, uniform(source, 250, 500), 6);
    const size = uniform(source, 1, 6);
    for (let i = Math.round(at * sampleRate); i < end; i++) sum[i] += size * horn[i];
  }
  return sum;
}

/** Many voices that speak backwards in a room, which answers with echoes that fade. */
function babble(source: NoiseSource): Float64Array {
  const { random, voices, length } = source;
  const sum = new Float64Array(length);
  for (let talker = 0; talker < TALKERS; talker++) {
    for (let at = -Math.floor(random.uniform() * source.sampleRate); at < length;) {
      const { samples } = voices[random.below(voices.length)];
      const gain = uniform(source, 0.5, 1) / rms(samples);
      for (let i = Math.max(0, -at); i < samples.length && at + i < length; i++)
        sum[at + i] += gain * samples[samples.length - 1 - i];
      at += samples.length;
    }
  }
  return echoed(source, sum);
}

function echoed(source: NoiseSource, dry: Float64Array): Float64Array {
  const wet = new Float64Array(dry.length);
  for (let echo = 0; echo < ECHOES; echo++) {
    const delay = uniform(source, 0, LAST_ECHO);
    const size = Math.exp(-delay / FADING) * (source.random.uniform() < 0.5 ? -1 : 1);
    const shift = Math.round(delay * source.sampleRate);
    for (let i = shift; i < dry.length; i++) wet[i] += size * dry[i - shift];
  }
  return wet;
}

/** Noises by their names, each by a formula. */
export const noises: Readonly<Record<string, Noise>> = { white, pink, car, hum, street, babble };

/** Harmonics of one tone with phases of their own; the rms of the first is 1. */
function tones(source: NoiseSource, frequency: number, most: number): Float64Array {
  const { random, sampleRate, length } = source;
  const sum = new Float64Array(length);
  for (let k = 1; k <= most && k * frequency < sampleRate / 2; k++) {
    const size = (Math.SQRT2 * (k === 1 ? 1 : uniform(source, 0.2, 1))) / k;
    const phase = 2 * Math.PI * random.uniform();
    const turn = (2 * Math.PI * k * frequency) / sampleRate;
    for (let i = 0; i < length; i++) sum[i] += size * Math.sin(phase + turn * i);
  }
  return sum;
}

function uniform({ random }: NoiseSource, from: number, to: number): number {
  return from + (to - from) * random.uniform();
}

function add(sum: Float64Array, more: Float64Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += factor * more[i];
}

function rms(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i] * samples[i];
  return Math.sqrt(sum / samples.length) || 1;
}
