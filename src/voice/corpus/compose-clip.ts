import type { RandomStream } from '../../core/random-stream.js';
import type { Sound } from '../wav/sound.js';
import type { Interval } from './interval.js';
import { noises } from './noises.js';
import { speechIntervals } from './speech-intervals.js';

/** What a clip is made of. */
export interface ClipParts {
  readonly random: RandomStream;
  /** clean recordings of one speaker, all of one rate */
  readonly prompts: readonly Sound[];
  /** recordings for babble */
  readonly voices: readonly Sound[];
  /** one of the noises */
  readonly noise: string;
  /** ratio of the powers of speech and noise where there is speech, in dB */
  readonly snr: number;
}

/** Level of a clip in dB of full scale, and how far it is from it at most. */
const [LEVEL, SPREAD] = [-26, 10];
/** Ratio of pauses to speech, from and to. */
const PAUSES = [0.8, 1.2];

/** Recordings with pauses between them under a noise, and where there is speech. */
export function composeClip(parts: ClipParts): {
  readonly sound: Sound;
  readonly speech: readonly Interval[];
} {
  const { random } = parts;
  const sampleRate = parts.prompts[0].sampleRate;
  const { clean, speech } = laidOut(random, parts.prompts.map(trimmed), sampleRate);
  const noise = noises[parts.noise]({ random, sampleRate, length: clean.length, voices: parts.voices });
  const within = speech.map(({ start, end }) => [start, end].map((time) => Math.round(time * sampleRate)));
  const gain = Math.sqrt(powerIn(clean, within) / powerIn(noise, within) / 10 ** (parts.snr / 10));
  for (let i = 0; i < noise.length; i++) noise[i] = clean[i] + gain * noise[i];
  const level = 10 ** ((LEVEL + SPREAD * (2 * random.uniform() - 1)) / 20);
  const scale = level / Math.sqrt(powerIn(noise, [[0, noise.length]]));
  return { sound: { sampleRate, samples: Float32Array.from(noise, (value) => scale * value) }, speech };
}

interface Trimmed {
  readonly samples: Float32Array;
  readonly speech: readonly Interval[];
}

/** A recording without the silence around it, at a power of 1 where there is speech. */
function trimmed(sound: Sound): Trimmed {
  const { sampleRate, samples } = sound;
  const speech = speechIntervals(sound);
  const [first, last] = [speech[0].start, speech.at(-1)!.end];
  const kept = samples.slice(Math.round(first * sampleRate), Math.round(last * sampleRate));
  const moved = speech.map(({ start, end }) => ({ start: start - first, end: end - first }));
  const within = moved.map(({ start, end }) => [start, end].map((time) => Math.round(time * sampleRate)));
  const size = Math.sqrt(powerIn(kept, within));
  return { samples: kept.map((value) => value / size), speech: moved };
}

/** Recordings one after the other, with pauses that are about as long as the speech in all. */
function laidOut(random: RandomStream, prompts: readonly Trimmed[], sampleRate: number) {
  const lengths = prompts.map(({ samples }) => samples.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const shares = Array.from({ length: prompts.length + 1 }, () => 0.3 + random.uniform());
  const pause = total * (PAUSES[0] + (PAUSES[1] - PAUSES[0]) * random.uniform());
  const sum = shares.reduce((all, share) => all + share, 0);
  const pauses = shares.map((share) => Math.round((share / sum) * pause));
  const clean = new Float64Array(total + pauses.reduce((all, length) => all + length, 0));
  const speech: Interval[] = [];
  let at = pauses[0];
  for (const [p, { samples, speech: own }] of prompts.entries()) {
    clean.set(samples, at);
    const shift = at / sampleRate;
    speech.push(...own.map(({ start, end }) => ({ start: shift + start, end: shift + end })));
    at += samples.length + pauses[p + 1];
  }
  return { clean, speech };
}

function powerIn(samples: Float32Array | Float64Array, parts: readonly (readonly number[])[]): number {
  let [sum, count] = [0, 0];
  for (const [from, to] of parts) {
    const end = Math.min(to, samples.length);
    for (let i = from; i < end; i++) sum += samples[i] * samples[i];
    count += end - from;
  }
  return sum / count;
}
