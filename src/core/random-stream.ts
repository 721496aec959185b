import seedrandom from 'seedrandom';

/** Ziggurat with 256 layers of equal area (Marsaglia and Tsang, J. Stat. Softw. 5(8), 2000; Doornik 2005). */
const LAYERS = 256;
const TAIL = 3.6541528853610088;
const AREA = 0.00492867323399;
const edge = new Float64Array(LAYERS + 1);
const ratio = new Float64Array(LAYERS);
const pair = new Float64Array(2);
{
  const density = (x: number) => Math.exp(-0.5 * x * x);
  edge[0] = AREA / density(TAIL);
  edge[1] = TAIL;
  for (let i = 2; i < LAYERS; i++) {
    edge[i] = Math.sqrt(-2 * Math.log(AREA / edge[i - 1] + density(edge[i - 1])));
  }
  edge[LAYERS] = 0;
  for (let i = 0; i < LAYERS; i++) ratio[i] = edge[i + 1] / edge[i];
}

/**
 * A stream of random numbers: xoshiro128** (Blackman and Vigna, ACM TOMS 47(4), 2021), 2^128 − 1 long.
 * The key comes from seedrandom, so that nearby seeds and purposes give unrelated streams.
 */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** @param key any text; the same text gives the same stream, on any machine */
  constructor(key: string) {
    const word = seedrandom(key);
    this.a = word.int32() | 1;
    this.b = word.int32();
    this.c = word.int32();
    this.d = word.int32();
  }

  /** The four words from which it goes on, for a generator elsewhere. */
  words(): Int32Array {
    return Int32Array.of(this.a, this.b, this.c, this.d);
  }

  /** 32 random bits, as a signed integer. */
  bits(): number {
    const five = Math.imul(this.b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** Uniform on [0, 1), 53 bits. Where it is hot, `uniforms` spares a number on the heap. */
  uniform(): number {
    return ((this.bits() >>> 5) * 67108864 + (this.bits() >>> 6)) / 9007199254740992;
  }

  /** Fills the first `count` places with uniform numbers. */
  uniforms(out: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) {
      out[i] = ((this.bits() >>> 5) * 67108864 + (this.bits() >>> 6)) / 9007199254740992;
    }
  }

  /** Uniform on 0 … n − 1. */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Fills the first `count` places with normal numbers, mean 0 and standard deviation 1. */
  normals(out: Float64Array, count: number): void {
    for (let i = 0; i < count;) {
      const bits = this.bits();
      const layer = bits & 255;
      // The upper 23 bits and 30 more make a signed fraction that shares nothing with the layer.
      const u = ((bits >> 9) + (this.bits() >>> 2) / 1073741824) / 4194304;
      const x = u * edge[layer];
      out[i] = x;
      if (Math.abs(u) < ratio[layer] || this.underCurve(layer, out, i)) i++;
    }
  }

  /** Whether a point of a layer's outer part, at a height drawn here, lies under the density; the lowest layer's is replaced by one of the tail. */
  private underCurve(layer: number, out: Float64Array, i: number): boolean {
    if (layer === 0) {
      this.tail(out, i);
      return true;
    }
    const x = out[i];
    const low = Math.exp(-0.5 * (edge[layer] * edge[layer] - x * x));
    const high = Math.exp(-0.5 * (edge[layer + 1] * edge[layer + 1] - x * x));
    const share = (this.bits() >>> 1) / 2147483648;
    return high + share * (low - high) < 1;
  }

  /** A number beyond the last edge, of the same sign (Marsaglia, Technometrics 6, 1964). */
  private tail(out: Float64Array, i: number): void {
    for (;;) {
      this.uniforms(pair, 2);
      const x = -Math.log(1 - pair[0]) / TAIL;
      const y = -Math.log(1 - pair[1]);
      if (2 * y <= x * x) continue;
      out[i] = out[i] < 0 ? -(TAIL + x) : TAIL + x;
      return;
    }
  }
}

/** Purposes of random numbers. Each has its own stream, so that a change of one does not change the others. */
export type Purpose =
  | 'starts'
  | 'platforms'
  | 'actions'
  | 'cycles'
  | 'devices'
  | 'population'
  | 'write noise'
  | 'read noise'
  | 'pulses'
  | 'scheme'
  | 'board'
  | 'amplifier'
  | 'evaluation'
  | 'evaluation actions';

/** The streams of one seeded run, by purpose; a plugin may have purposes of its own. */
export type Streams = (purpose: string) => RandomStream;

/** The streams of a seed. @param array of which array of devices, where there are several */
export function streams(seed: number, array = 0): Streams {
  return (purpose) => randomStream(seed, purpose as Purpose, array);
}

/** The stream of one purpose in one seeded run. @param array of which array of devices, where there are several */
export function randomStream(seed: number, purpose: Purpose, array = 0): RandomStream {
  return new RandomStream(array === 0 ? `${seed}/${purpose}` : `${seed}/${purpose}/${array}`);
}
