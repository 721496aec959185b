import type { Sound } from './sound.js';

/** Zero crossings of the sinc on each side, and the share of the lower band edge at which it cuts. */
const [CROSSINGS, CUT] = [32, 0.94];
/** Shape of the Kaiser window: 80 dB of attenuation. */
const BETA = 7.86;

/** A sound at another sample rate, by a sinc in a Kaiser window (Oppenheim and Schafer, Discrete-Time Signal Processing, 4.6 and 7.6). */
export function resample({ sampleRate, samples }: Sound, to: number): Sound {
  if (to === sampleRate) return { sampleRate, samples };
  const divisor = greatestDivisor(sampleRate, to);
  const [up, down] = [to / divisor, sampleRate / divisor];
  const { taps, reach } = filterBank(up, down);
  const out = new Float32Array(Math.ceil((samples.length * up) / down));
  let [whole, phase] = [0, 0];
  for (let n = 0; n < out.length; n++) {
    out[n] = filtered(samples, whole - reach + 1, taps, phase * 2 * reach, 2 * reach);
    phase += down;
    whole += Math.floor(phase / up);
    phase %= up;
  }
  return { sampleRate: to, samples: out };
}

/** Samples from a place on, times the taps of one phase; beyond the ends of a sound there is silence. Each of four sums waits for its own additions only. */
function filtered(samples: Float32Array, first: number, taps: Float64Array, row: number, width: number): number {
  const end = row + Math.min(width, samples.length - first);
  let tap = row + Math.max(0, -first);
  let at = Math.max(0, first);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (; tap + 3 < end; tap += 4, at += 4) {
    a += taps[tap] * samples[at];
    b += taps[tap + 1] * samples[at + 1];
    c += taps[tap + 2] * samples[at + 2];
    d += taps[tap + 3] * samples[at + 3];
  }
  for (; tap < end; tap++, at++) a += taps[tap] * samples[at];
  return a + b + (c + d);
} // prettier-ignore

/** Filters of all phases between two samples, each of 2 × reach taps with the sum 1. */
function filterBank(up: number, down: number): { readonly taps: Float64Array; readonly reach: number } {
  const cut = Math.min(1, up / down) * CUT;
  const reach = Math.ceil(CROSSINGS / cut);
  const taps = new Float64Array(up * 2 * reach);
  for (let phase = 0; phase < up; phase++) {
    const row = taps.subarray(phase * 2 * reach, (phase + 1) * 2 * reach);
    for (let k = 0; k < row.length; k++) {
      const x = k - reach + 1 - phase / up;
      row[k] = sinc(cut * x) * kaiser(x / reach);
    }
    const sum = row.reduce((total, tap) => total + tap, 0);
    for (let k = 0; k < row.length; k++) row[k] /= sum;
  }
  return { taps, reach };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) < 1 ? besselI0(BETA * Math.sqrt(1 - x * x)) / besselI0(BETA) : 0;
}

/** The modified Bessel function of order 0, by its series. */
function besselI0(x: number): number {
  let sum = 1;
  for (let k = 1, term = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
