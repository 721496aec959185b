import { RandomStream } from '../../core/random-stream.js';

/** Flips that a p-value is counted from. */
const FLIPS = 20_000;
/** What rounding may do to a sum, as a share of it. */
const ROUNDING = 1e-12;

/**
 * How likely a mean at least as far from zero is if every difference could as well have had the other sign: the
 * two-sided paired permutation test (Fisher 1935), counted over random flips with the observed one among them
 * (Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9, 2010).
 */
export function signFlipTest(
  differences: Float64Array,
  random = new RandomStream('comparison/flips'),
  flips = FLIPS,
): number {
  const size = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  const least = observed - ROUNDING * size;
  let asFar = 1;
  for (let flip = 0; flip < flips; flip++) {
    if (Math.abs(flippedSum(differences, random)) >= least) asFar++;
  }
  return asFar / (flips + 1);
}

function flippedSum(differences: Float64Array, random: RandomStream): number {
  let sum = 0;
  for (let i = 0, bits = 0; i < differences.length; i++, bits >>>= 1) {
    if (i % 32 === 0) bits = random.bits();
    sum += bits & 1 ? differences[i] : -differences[i];
  }
  return sum;
}

/** p-values corrected for their number, so that the chance of any false claim among them stays what it says (Holm, Scand. J. Stat. 6, 1979). */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a] - pValues[b]);
  const corrected = [...pValues];
  let most = 0;
  order.forEach((place, rank) => {
    most = Math.max(most, Math.min(1, (pValues.length - rank) * pValues[place]));
    corrected[place] = most;
  });
  return corrected;
}
