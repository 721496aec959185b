// Random numbers of the synthetic devices. They share no code with memloop, so that what is true does not come from what is tested.

/** Uniform and normal numbers of one seed: xoshiro128** (Blackman and Vigna, 2018), seeded by splitmix32; normals by Box and Muller. */
export class Random {
  #state;
  #spare;

  /** @param seed any text */
  constructor(seed) {
    let hash = 0x811c9dc5;
    for (const letter of seed) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    this.#state = Uint32Array.from({ length: 4 }, () => mixed((hash = (hash + 0x9e3779b9) | 0)));
  }

  /** Above 0 and below 1. */
  uniform() {
    const s = this.#state;
    const result = Math.imul(rotated(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotated(s[3], 11);
    return (result + 0.5) / 2 ** 32;
  }

  /** Of mean 0 and standard deviation 1. */
  normal() {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

function rotated(word, by) {
  return (word << by) | (word >>> (32 - by));
}

function mixed(word) {
  let z = word;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}
