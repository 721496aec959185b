import type { ConditionSummary } from '../runs/summary.js';
import { meanOf } from '../core/maths/vectors.js';
import { criticWeightsFigure } from '../report/figures/critic-weights-figure.js';
import { stepsFigure } from '../report/figures/steps-figure.js';
import { blockSteps, type Block, type Finished, type Outcome, type Reproduction } from './reproduction.js';
import type { Claim, Measured } from './claim.js';

const SEEDS = 1000;
const [IDEAL, MEASURED, OPEN_LOOP] = [0, 1, 2];
const shared = {
  runName: 't-maze',
  experiment: (quick: boolean) => ({ environment: 't-maze' as const, seeds: quick ? 200 : SEEDS }),
};

/** Results of the published program over 1000 seeds: steps in some episodes, and the critic at the end. */
const BLOCKS: Block[] = [
  [1, 1],
  [11, 11],
  [51, 51],
  [151, 200],
];
const PUBLISHED = [
  {
    steps: [
      { value: 36.1, digits: 1, error: 0.8 },
      { value: 21.3, digits: 1 },
      { value: 7.46, digits: 2 },
      { value: 6.613, digits: 3, error: 0.005 },
    ],
    critic: [0.501, 0.563, 0.631, 0.708, 0.793, 0.894, 1, 0.483, 0.099],
  },
  {
    steps: [
      { value: 36.1, digits: 1, error: 0.8 },
      { value: 16.5, digits: 1 },
      { value: 9.61, digits: 2 },
      { value: 7.784, digits: 3, error: 0.056 },
    ],
    critic: [0.385, 0.419, 0.471, 0.563, 0.667, 0.804, 1, 0.518, 0.363],
  },
];

const PUBLISHED_STEPS = PUBLISHED.flatMap(({ steps }, condition) =>
  steps.map(({ value, error }, k) => ({ condition, from: BLOCKS[k][0], to: BLOCKS[k][1], value, error })),
);

/** Fig. 3c: critic weights with and without feedback. */
export const fig3c: Reproduction = {
  title: 'Fig. 3c: critic weights with and without feedback, T-maze',
  ...shared,
  compare(finished, _quick, other): Outcome {
    const { summary } = finished!;
    // In another setting feedback is whatever was asked for.
    const feedback = other ? summary.conditions[MEASURED].name : 'feedback';
    const [closed, open] = [MEASURED, OPEN_LOOP].map((i) => spread(summary.conditions[i]));
    const off = [MEASURED, OPEN_LOOP].map((i) => distance(summary.conditions[i], summary.conditions[IDEAL]));
    return {
      claims: [
        {
          what: `spread of w0 … w5 with ${feedback} (published: about 0.1)`,
          published: { value: 0.1, digits: 1 },
          ours: closed,
          seeds: summary.seeds,
        },
        {
          what: `spread without feedback / spread with ${feedback}`,
          published: { value: 1, digits: 0, limit: 'at least' },
          ours: { value: open.value / closed.value, error: null },
          seeds: summary.seeds,
        },
      ],
      figures: [{ ...criticWeightsFigure(summary)!, name: 'fig3c-feedback' }],
      remarks: [
        `Without feedback, the spread of the critic weights w0 … w5 over seeds is ${open.value.toFixed(3)}; with ${feedback}, it is ${closed.value.toFixed(3)}. The r.m.s. distance of their means from the ideal weights is ${off[1].toFixed(3)} without feedback and ${off[0].toFixed(3)} with it.`,
      ],
    };
  },
};

/** Fig. 4b and c: learning in the T-maze, ideal and in measured devices. */
export const fig4: Reproduction = {
  title: 'Fig. 4: learning the T-maze in measured devices',
  ...shared,
  compare(finished): Outcome {
    const { summary } = finished!;
    const steps = blockSteps(finished!, BLOCKS);
    return {
      claims: [IDEAL, MEASURED].flatMap((i) => [
        ...stepClaims(summary.conditions[i].name, i, steps[i], summary.seeds),
        ...criticClaims(finished!, i),
      ]),
      // The last steps in measured devices.
      main: 2 * BLOCKS.length + PUBLISHED[0].critic.length - 1,
      figures: [
        stepsFigure(summary, PUBLISHED_STEPS),
        criticWeightsFigure(
          summary,
          PUBLISHED.map(({ critic }) => critic),
        )!,
      ],
      remarks: [
        'Unfinished episodes count as 300 steps, in the published numbers and in ours. The curves in the article count them as 0.',
      ],
    };
  },
};

function stepClaims(name: string, i: number, ours: Measured[], seeds: number): Claim[] {
  return BLOCKS.map(([from, to], k) => ({
    what: `${name}: steps, ${from === to ? `episode ${from}` : `episodes ${from}–${to}`}`,
    published: { seeds: SEEDS, ...PUBLISHED[i].steps[k] },
    ours: ours[k],
    seeds,
  }));
}

function criticClaims({ summary }: Finished, i: number): Claim[] {
  const { name, criticWeights } = summary.conditions[i];
  return PUBLISHED[i].critic.map((value, cell) => ({
    what: `${name}: critic weight w${cell} at the end`,
    published: { value, digits: 3, seeds: SEEDS },
    ours: {
      value: criticWeights.mean[cell],
      error: criticWeights.standardDeviation[cell] / Math.sqrt(summary.seeds),
    },
    seeds: summary.seeds,
  }));
}

/** Mean spread of the weights of the states before the goal; the goal's own weight is at its upper end. */
function spread({ criticWeights }: ConditionSummary): Measured {
  const value = meanOf(criticWeights.standardDeviation.slice(0, 6));
  const spreadOfSpread = meanOf(criticWeights.standardDeviation.slice(0, 6).map((sd) => (sd - value) ** 2));
  return { value, error: Math.sqrt(spreadOfSpread / 6) };
}

function distance(one: ConditionSummary, other: ConditionSummary): number {
  const squares = one.criticWeights.mean.map((w, cell) => (w - other.criticWeights.mean[cell]) ** 2);
  return Math.sqrt(meanOf(squares));
}
