import { waterMaze } from '../../envs/water-maze.js';
import type { PublishedSteps } from '../report/marks/published-steps.js';
import { figures } from '../report/page/figures.js';
import { blockSteps, type Block, type Outcome, type Reproduction } from './reproduction.js';
import type { Claim, Measured, Published } from './claim.js';
import { randomWalk } from './random-walk.js';

const SEEDS = 100;
const [ALL, MINIMUM, IDEAL, SAME_RATE] = [0, 1, 2, 3];
/** Minimum σ of all devices, in units of the window. */
const MINIMUM_NOISE = 0.0294;
const FIRST: Block = [1, 30];
const THOUSANDTH: Block = [951, 1050];
const LAST: Block = [4901, 5000];
/** Mean steps that the article gives, with standard errors. */
const PUBLISHED: PublishedSteps[] = [
  { condition: ALL, from: FIRST[0], to: FIRST[1], value: 181 },
  { condition: ALL, from: THOUSANDTH[0], to: THOUSANDTH[1], value: 33, error: 5 },
  { condition: ALL, from: LAST[0], to: LAST[1], value: 20.1, error: 0.9 },
  { condition: IDEAL, from: LAST[0], to: LAST[1], value: 6.48, error: 3.26 / Math.sqrt(SEEDS) },
];
const QUICK = { seeds: 12, episodes: 1050 };

/** Fig. 5: the water maze with 1089 weights on 27 measured devices. */
export const fig5: Reproduction = {
  title: 'Fig. 5: the water maze',
  runName: 'water-maze',
  experiment: (quick) => ({
    environment: 'water-maze',
    ...(quick ? QUICK : { seeds: SEEDS, episodes: LAST[1] }),
    conditions: [
      ...waterMaze.defaults.conditions,
      { name: 'minimum noise at that rate', bank: 'mean', sigma: MINIMUM_NOISE },
    ],
  }),
  compare(finished, quick, other): Outcome {
    const { summary } = finished!;
    const { seeds } = summary;
    const blocks = quick ? [FIRST, THOUSANDTH] : [FIRST, THOUSANDTH, LAST];
    const steps = blockSteps(finished!, blocks);
    const [all, minimum, ideal] = summary.conditions.map(({ name }) => name);
    const walk = randomWalk(quick ? 20_000 : 200_000);
    const claim = (what: string, theirs: Published, ours: Measured): Claim => ({
      what,
      published: { seeds: SEEDS, ...theirs },
      ours,
      seeds,
    });
    const faster = steps[MINIMUM][1].value - steps[ALL][1].value;
    return {
      claims: [
        claim('random walk: mean steps', { value: 442, digits: 0, error: 1 }, walk.mean),
        claim('random walk: median steps', { value: 294, digits: 0, error: 1 }, walk.median),
        claim(`${all}: steps, episodes 1–30`, { ...published(0), digits: 0 }, steps[ALL][0]),
        claim(`${all}: steps near episode 1000`, { ...published(1), digits: 0 }, steps[ALL][1]),
        ...(quick
          ? []
          : [
              claim(
                `${all}: steps, last 100 of 5000 episodes`,
                { ...published(2), digits: 1 },
                steps[ALL][2],
              ),
              claim(
                `${ideal}: steps, last 100 of 5000 episodes`,
                { ...published(3), digits: 2 },
                steps[IDEAL][2],
              ),
            ]),
        claim(
          `${minimum} − ${all}: steps near episode 1000`,
          { value: 0, digits: 0, limit: 'at most' },
          { value: faster, error: null },
        ),
      ],
      // Near episode 1000: the last number that the quick version has too.
      main: 3,
      figures: figures(summary, undefined, {
        published: PUBLISHED.filter(({ to }) => to <= summary.episodes),
      }),
      remarks: [
        'All noise: the learning of the article (α = 0.04, γ = 0.975, T = 0.15, updates below 0.0025 dropped).',
        `Minimum noise: σ = ${100 * MINIMUM_NOISE} % of the window for every device, and α = 0.08. With the α of all noise, it takes ${withError(steps[SAME_RATE][1])} steps near episode 1000; all noise takes ${withError(steps[ALL][1])}.${other ? '' : ' Dropped updates slow a quiet device down more than a noisy one.'}`,
        'The ideal learner has α = 0.8, γ = 0.9, T = 0.1 and drops no updates. The article says only that its α is larger and that it has no threshold.',
        ...(quick ? [`The quick version has ${seeds} seeds and ends at episode ${QUICK.episodes}.`] : []),
      ],
    };
  },
};

/** A published number as part of a claim. */
function published(number: number): Pick<Published, 'value' | 'error'> {
  const { value, error } = PUBLISHED[number];
  return { value, ...(error !== undefined && { error }) };
}

function withError({ value, error }: Measured): string {
  return `${value.toFixed(1)} ± ${(error ?? 0).toFixed(1)}`;
}
