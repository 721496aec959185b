// What the bench counts: in each repetition, whether a 95 % interval from some drawn seeds holds the truth of the population.

/** Budgets in pulses: with pulse noise while steps still fall, with write noise when most seeds have learned. */
const BUDGETS = [
  ['pulse', 1500],
  ['write', 6000],
];
/** Number of equal schemes of a comparison, with the reference. */
const FAMILY = 9;

/**
 * The cases, by name. `repetition` draws seeds and returns where the interval lies: 0 if it holds the truth, −1 below it, 1
 * above it; for a family 1 if a difference is found, and 0 if none is.
 * @param library the statistics under test
 */
export function casesOf(library) {
  const { SeedResamples, meanInterval, meanDifference, holm } = library;
  const resamples = new Map();
  const resamplesOf = (size) => {
    if (!resamples.has(size)) resamples.set(size, new SeedResamples(size));
    return resamples.get(size);
  };
  const finals = ({ final }, seeds) => Float64Array.from(seeds, (seed) => final[seed]);
  const minus = (a, b) => a.map((value, i) => value - b[i]);

  const mean = (population) => ({
    group: 'mean',
    populations: [population],
    truth: ([p]) => average(p.final),
    repetition: ([p], truth, size, random) =>
      side(meanInterval(finals(p, draw(p, size, random)), resamplesOf(size)), truth),
  });

  const equal = (population) => ({
    group: 'difference of two equal schemes',
    populations: [population],
    truth: () => 0,
    repetition: ([p], truth, size, random) => {
      const [a, b] = [draw(p, size, random), draw(p, size, random)];
      return side(meanDifference(minus(finals(p, a), finals(p, b)), resamplesOf(size)).mean, truth);
    },
  });

  // Which of the two is called A is drawn, so that the truth is exactly zero.
  const equalPaired = (a, b) => ({
    group: 'difference of two equal schemes',
    populations: [a, b],
    truth: () => 0,
    repetition: ([p, q], truth, size, random) => {
      const seeds = draw(p, size, random);
      const off = minus(finals(p, seeds), finals(q, seeds));
      return side(meanDifference(off.map((one) => (random.uniform() < 0.5 ? one : -one)), resamplesOf(size)).mean, truth);
    },
  }); // prettier-ignore

  const unequal = (a, b, paired) => ({
    group: 'difference of unequal schemes',
    populations: [a, b],
    truth: ([p, q]) => average(p.final) - average(q.final),
    repetition: ([p, q], truth, size, random) => {
      const seeds = draw(p, size, random);
      const off = minus(finals(p, seeds), finals(q, paired ? seeds : draw(q, size, random)));
      return side(meanDifference(off, resamplesOf(size)).mean, truth);
    },
  });

  const ratio = (a, b, paired) => ({
    group: 'ratio of the costs to catch up',
    populations: [a, b],
    truth: ([p, q]) => (a === b ? 1 : costRatioOf(p, q, new SeedResamples(p.seeds, 1)).value),
    repetition: ([p, q], truth, size, random) => {
      const seeds = draw(p, size, random);
      const others = paired ? seeds : draw(q, size, random);
      const found = costRatioOf(part(p, seeds), part(q, others), resamplesOf(size));
      return found ? side(found, truth) : undefined;
    },
  });

  const costRatioOf = (own, other, resamples) => {
    const target = library.finalSteps(other.steps, other);
    const [paid, paidByOther] = [own, other].map((one) =>
      library.catchUpCost(
        one.pulses,
        library.reaching(library.smoothedSteps(one.steps, one), target, resamples),
        resamples,
      ),
    );
    return library.costRatio(paid, paidByOther, resamples.seeds);
  };

  const atBudget = (population, budget) => {
    const within = (p) => library.stepsAtBudget(p.steps, p.pulses, budget, p);
    return {
      group: 'steps with a budget',
      populations: [population],
      truth: ([p]) => average(within(p).steps),
      repetition: ([p], truth, size, random) =>
        side(meanInterval(within(part(p, draw(p, size, random))).steps, resamplesOf(size)), truth),
    };
  };

  const family = (population) => ({
    group: 'any difference found among equal schemes, after Holm',
    populations: [population],
    truth: () => 0,
    repetition: ([p], _, size, random) => {
      const all = Array.from({ length: FAMILY }, () => finals(p, draw(p, size, random)));
      const ps = all.slice(1).map((own) => meanDifference(minus(own, all[0]), resamplesOf(size)).p);
      return holm(ps).some((one) => one <= 0.05) ? 1 : 0;
    },
  });

  return {
    'write noise': mean('write'),
    'read noise': mean('read'),
    'pulse noise': mean('pulse'),
    'write noise, write-verify': mean('write-verify'),
    'write noise, other seeds': equal('write'),
    'read noise, other seeds': equal('read'),
    'write-verify, other seeds': equal('write-verify'),
    'read noise, same seeds, other draws of the noise': equalPaired('read', 'read-ts'),
    'write − pulse noise, other seeds': unequal('write', 'pulse', false),
    'write − pulse noise, same seeds': unequal('write', 'pulse', true),
    'write − read noise, same seeds': unequal('write', 'read', true),
    'write-verify − feedback, write noise, same seeds': unequal('write-verify', 'write', true),
    'write noise, other seeds: 1': ratio('write', 'write', false),
    'pulse ÷ write noise, same seeds': ratio('pulse', 'write', true),
    ...Object.fromEntries(BUDGETS.map(([noise, pulses]) => [`${noise} noise, ${pulses} pulses`, atBudget(noise, pulses)])),
    [`write noise, ${FAMILY} schemes`]: family('write'),
    [`read noise, ${FAMILY} schemes`]: family('read'),
  }; // prettier-ignore
}

/** Seeds drawn from a population, with replacement; of two populations the same seeds mean the same runs. */
function draw({ seeds }, size, random) {
  return Array.from({ length: size }, () => Math.floor(seeds * random.uniform()));
}

/** The part of a population with some of its seeds. */
function part({ steps, pulses, seeds, episodes, recorded }, drawn) {
  const size = drawn.length;
  const own = new Int32Array(size * episodes);
  const paid = new Float64Array(recorded.length * size);
  drawn.forEach((seed, i) => {
    own.set(steps.subarray(seed * episodes, (seed + 1) * episodes), i * episodes);
    for (let k = 0; k < recorded.length; k++) paid[k * size + i] = pulses[k * seeds + seed];
  });
  return { steps: own, pulses: paid, seeds: size, episodes, recorded };
}

/** Where an interval lies: 0 if it holds the truth, −1 below it, 1 above it. */
function side({ interval }, truth) {
  return interval[1] < truth ? -1 : interval[0] > truth ? 1 : 0;
}

function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
