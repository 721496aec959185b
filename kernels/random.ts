// The generator and the ziggurat of src/core/random-stream.ts: the same words give the same numbers. A stream is the address of its four words.

const TAIL: f64 = 3.6541528853610088;
const AREA: f64 = 0.00492867323399;
/** edges of the ziggurat's layers, and the ratio of each one's inner part */
const edge = memory.data(257 * 8, 16);
const ratio = memory.data(256 * 8, 16);
store<f64>(edge, AREA / density(TAIL));
store<f64>(edge, TAIL, 8);
for (let i: usize = 2; i < 256; i++) {
  const above = load<f64>(edge + ((i - 1) << 3));
  store<f64>(edge + (i << 3), sqrt(-2 * Math.log(AREA / above + density(above))));
}
store<f64>(edge, 0, 256 * 8);
for (let i: usize = 0; i < 256; i++) {
  store<f64>(ratio + (i << 3), load<f64>(edge + (i << 3), 8) / load<f64>(edge + (i << 3)));
}

function density(x: f64): f64 {
  return Math.exp(-0.5 * x * x);
}

/** 32 random bits (xoshiro128**, Blackman and Vigna, ACM TOMS 47(4), 2021). */
function bits(stream: usize): u32 {
  const a = load<u32>(stream);
  const b = load<u32>(stream, 4);
  const c = load<u32>(stream, 8) ^ a;
  const d = load<u32>(stream, 12) ^ b;
  store<u32>(stream, a ^ d);
  store<u32>(stream, b ^ c, 4);
  store<u32>(stream, c ^ (b << 9), 8);
  store<u32>(stream, rotl<u32>(d, 11), 12);
  return rotl<u32>(b * 5, 7) * 9;
}

/** Uniform on [0, 1), 53 bits. */
export function uniform(stream: usize): f64 {
  const high = f64(bits(stream) >>> 5);
  return (high * 67108864 + f64(bits(stream) >>> 6)) / 9007199254740992;
}

/** Uniform on 0 … n − 1. */
export function below(stream: usize, n: i32): i32 {
  return i32(floor(uniform(stream) * f64(n)));
}

/** Normal, mean 0 and standard deviation 1. */
export function normal(stream: usize): f64 {
  while (true) {
    const word = bits(stream);
    const layer = usize(word & 255) << 3;
    const u = (f64(i32(word) >> 9) + f64(bits(stream) >>> 2) / 1073741824) / 4194304;
    const x = u * load<f64>(edge + layer);
    if (abs(u) < load<f64>(ratio + layer)) return x;
    if (layer == 0) return tail(stream, x < 0);
    if (isUnderCurve(stream, layer, x)) return x;
  }
}

function isUnderCurve(stream: usize, layer: usize, x: f64): bool {
  const lower = load<f64>(edge + layer);
  const upper = load<f64>(edge + layer, 8);
  const low = Math.exp(-0.5 * (lower * lower - x * x));
  const high = Math.exp(-0.5 * (upper * upper - x * x));
  return high + (f64(bits(stream) >>> 1) / 2147483648) * (low - high) < 1;
}

function tail(stream: usize, negative: bool): f64 {
  while (true) {
    const x = -Math.log(1 - uniform(stream)) / TAIL;
    const y = -Math.log(1 - uniform(stream));
    if (2 * y > x * x) return negative ? -(TAIL + x) : TAIL + x;
  }
}
