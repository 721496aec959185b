import { catalogue } from '../../experiment/catalogue.js';
import type { CriticPlan } from '../../experiment/critic/critic-plan.js';
import { noiseInWords, noiseLabel } from '../../experiment/noise-choice.js';
import { quantity } from '../../core/scaled-unit.js';
import type { CriticRow } from '../../runs/networks/critic-rows.js';
import { few } from '../networks/flow-words.js';
import { intervalOf, withInterval } from '../networks/interval-words.js';
import { count } from '../page/caption.js';
import type { Lead } from '../page/lead.js';

/** More conditions than these have only the nearest and the farthest of them in a sentence. */
const MOST_NAMED = 6;

/** What a page of a critic opens with: the value of the start, in the flow and on devices. */
export function criticLead({ times }: CriticPlan, rows: readonly CriticRow[]): Lead {
  const byDistance = rows.toSorted((a, b) => a.meanDistance - b.meanDistance);
  const named = rows.length > MOST_NAMED ? [byDistance[0], byDistance.at(-1)!] : rows;
  const worst = byDistance.at(-1)!;
  const { flowStart, trueStart, seeds } = worst;
  const learnt = named.map(({ condition, start }) => `${condition} ${withInterval(start)}`);
  return {
    sentence: `At time ${few(times.at(-1))} the flow gives the start a value of ${few(flowStart)}. On devices it has, ${seeds === 1 ? 'in one run' : `as a mean of ${count(seeds, 'seed')}`}: ${learnt.join(', ')}.`,
    number: few(worst.start.mean),
    interval: intervalOf(worst.start),
    of: `value of the start, ${worst.condition}; the flow has ${few(flowStart)}, and goes to ${few(trueStart)}, the value of the policy`,
  };
} // prettier-ignore

/** The columns of the table of conditions. */
export const criticHead = [
  'condition',
  'value of the start',
  'distance of a seed',
  'of the mean',
  'steps',
  'pulses',
  'reads',
  'energy',
];

/** Where each condition ended, as text. */
export function criticCells(rows: readonly CriticRow[]): string[][] {
  const whole = (value: number) => Math.round(value).toLocaleString('en-US');
  return rows.map((row) => [
    row.condition,
    withInterval(row.start),
    withInterval(row.distance),
    few(row.meanDistance),
    whole(row.steps),
    whole(row.pulses),
    whole(row.reads),
    row.joules === null ? '–' : quantity(row.joules, 'J'),
  ]);
}

/** What was done, a sentence each. */
export function criticSentences({ task, policy, discount, conditions }: CriticPlan): string[] {
  const odds = policy.map((one) => few(one)).join(', ');
  return [
    `The critic of ${task} learns by TD(0), under a policy that takes its actions with the probabilities ${odds} in all states; discount ${few(discount)}.`,
    'The flow is the expected update, dw/dt = A w + b with A = D (γ P − I) and b = D r: P are the transitions, r the rewards, D how often each state is visited. Time is steps times learning rate.',
    'Its fixed point has the values of the policy. Weights start at 0, the lower end of each window.',
    'A TD error is one read of signed voltages. Episodes follow one another, without a limit of steps.',
    'The distance is the root mean square over states of what a weight is off the flow, by how often a state is visited.',
    ...conditions.map(({ name, bank, noise, pulses, scheme, rate }) => {
      const kind = catalogue.devices.get(bank);
      const written = kind.exact ? '' : `, ${noiseInWords(noiseLabel(noise))}, ${pulses} pulse counts`;
      return `${name}: ${bank} (${kind.meaning})${written}, scheme ${scheme}, learning rate ${few(rate)}.`;
    }),
  ];
} // prettier-ignore
