import { RandomStream } from '../../core/random-stream.js';

/** Number of random flips behind a p-value. */
const FLIPS = 20_000;
/** Relative rounding error of a sum. */
const ROUNDING = 1e-12;

/**
 * The p-value of a mean difference, if each difference could as well have the other sign: the two-sided paired permutation
 * test (Fisher 1935). It counts over random flips, with the observed signs among them (Phipson and Smyth, Stat. Appl.
 * Genet. Mol. Biol. 9, 2010).
 */
export function signFlipTest(
  differences: Float64Array,
  random = new RandomStream('comparison/flips'),
  flips = FLIPS,
): number {
  const size = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  const minimum = observed - ROUNDING * size;
  const sums = sumsOfEight(differences);
  let asFar = 1;
  for (let flip = 0; flip < flips; flip++) {
    if (Math.abs(flippedSum(sums, random)) >= minimum) asFar++;
  }
  return asFar / (flips + 1);
}

/** The sum of each eight differences, for each of the 256 choices of their signs (a set bit keeps the sign): [eight × choice]. */
function sumsOfEight(differences: Float64Array): Float64Array {
  const sums = new Float64Array(256 * Math.ceil(differences.length / 8));
  differences.forEach((difference, i) => {
    const first = 256 * (i >> 3);
    for (let choice = 0; choice < 256; choice++) {
      sums[first + choice] += (choice >> (i & 7)) & 1 ? difference : -difference;
    }
  });
  return sums;
}

function flippedSum(sums: Float64Array, random: RandomStream): number {
  let sum = 0;
  for (let first = 0, bits = 0; first < sums.length; first += 256, bits >>>= 8) {
    if (first % 1024 === 0) bits = random.bits();
    sum += sums[first + (bits & 255)];
  }
  return sum;
}

/** p-values corrected for multiple tests (Holm, Scand. J. Stat. 6, 1979). */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a] - pValues[b]);
  const corrected = [...pValues];
  let maximum = 0;
  order.forEach((place, rank) => {
    maximum = Math.max(maximum, Math.min(1, (pValues.length - rank) * pValues[place]));
    corrected[place] = maximum;
  });
  return corrected;
}
