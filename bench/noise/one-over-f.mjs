// Noise with a 1/f spectrum, made in frequency: a sum of waves, not of processes with a memory.

/**
 * Gaussian noise whose power falls as 1/f from the period `longest` (in readings) to two readings; it has no slower waves.
 * @param deviation standard deviation over all its waves
 */
export function oneOverF(random, readings, longest, deviation) {
  let length = 2;
  while (length < 2 * readings) length *= 2;
  const [real, imaginary] = [new Float64Array(length), new Float64Array(length)];
  let power = 0;
  for (let wave = Math.ceil(length / longest); wave < length / 2; wave++) {
    real[wave] = random.normal() / Math.sqrt(wave);
    imaginary[wave] = random.normal() / Math.sqrt(wave);
    power += 1 / wave;
  }
  transform(real, imaginary);
  return real.subarray(0, readings).map((value) => (value * deviation) / Math.sqrt(power));
}

/** Share of the variance of `oneOverF` in waves of at most `period` readings. */
export function shareUpTo(period, longest) {
  return Math.log(period / 2) / Math.log(longest / 2);
}

/** The sum of all waves at each reading, in place: the fast Fourier transform of a length that is a power of two. */
function transform(real, imaginary) {
  const length = real.length;
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j], real[i]];
      [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
    }
  }
  for (let half = 1; half < length; half *= 2)
    for (let k = 0; k < half; k++) {
      const [cosine, sine] = [Math.cos((Math.PI * k) / half), Math.sin((Math.PI * k) / half)];
      for (let i = k; i < length; i += 2 * half) {
        const j = i + half;
        const turnedReal = real[j] * cosine - imaginary[j] * sine;
        const turnedImaginary = real[j] * sine + imaginary[j] * cosine;
        real[j] = real[i] - turnedReal;
        imaginary[j] = imaginary[i] - turnedImaginary;
        real[i] += turnedReal;
        imaginary[i] += turnedImaginary;
      }
    }
}
