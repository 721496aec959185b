import {
  amount,
  amountInWords,
  costWords,
  leastOf,
  lessOf,
  multiple,
  pInWords,
  size,
  steps,
  withInterval,
} from '../amounts.js';
import type { CostName } from '../../../experiment/comparison-plan.js';
import { excludes } from '../../statistics/interval-estimate.js';
import { bestOf, isNamed, type Compared, type Comparison, type Difference } from '../comparison.js';
import { isCheaper, type Finding } from './finding.js';
import { edgeSentence } from './tuning-sentences.js';
import { listed, nameOf, noiseOf, repetitions } from './finding-words.js';

/** Maximum number of cheaper schemes in a sentence. */
const MAXIMUM_CHEAPER = 3;

/** A finding in sentences. */
export interface FindingSentences {
  /** which scheme to take, with its number */
  answer: string[];
  /** the same beside its name and its number */
  brief: string[];
  /** how sure that is */
  sureness: string[];
  /** with which scheme learning is cheapest */
  cheapest: string[];
}

/** A finding in sentences: the scheme to take, how sure that is, and with which one learning is cheapest. */
export function findingSentences(finding: Finding, comparison: Comparison): FindingSentences {
  const { take, only, group } = finding;
  const { value } = comparison.budget;
  const noise = noiseOf(group, comparison);
  if (only) {
    const answer = [`With ${noise} only ${take.scheme} is ranked, so there is no choice.`];
    return { answer, brief: [], sureness: [], cheapest: [] };
  }
  const told = [sureness(finding), longRunsSentence(take, comparison), edgeOf(take)];
  const steps = stepsSentences(finding, comparison);
  if (value === undefined)
    return {
      answer: steps,
      brief: known([gainSentence(take, comparison), tieSentence(finding, comparison)]),
      sureness: known(told),
      cheapest: known([tradeSentence(finding, comparison), cheapSentence(finding, comparison)]),
    };
  const answer = [budgetSentence(finding, comparison, value)];
  return {
    answer,
    brief: answer,
    sureness: known([budgetSureness(finding)]),
    cheapest: [...steps, ...known(told)],
  };
}

function known(sentences: (string | false)[]): string[] {
  return sentences.filter((sentence) => sentence !== false);
}

function longRunsSentence({ scheme, longRuns }: Compared, { seeds }: Comparison): string | false {
  return longRuns !== null && `${longRuns.seeds} of ${seeds} seeds of ${scheme} end above ${steps(longRuns.above)} steps.`;
} // prettier-ignore

function stepsSentences({ group, tied, take }: Finding, comparison: Comparison): string[] {
  const { cost, value } = comparison.budget;
  const where = value === undefined ? `With ${noiseOf(group, comparison)}` : 'Without this limit';
  const gained = gain(take, comparison);
  const numbers = `${withInterval(take.final, steps)} steps${gained && `, ${gained}`}`;
  if (tied.length === 1) return [`${where} take ${take.scheme}: ${numbers}.`];
  const open = `${where} ${listed(tied.map(nameOf))} cannot be told apart in steps.`;
  const { clause, rest } = costWordsOf(tied, take, cost);
  return [open, `Take ${take.scheme}${clause && `, ${clause}`}: ${numbers}.${rest && ` ${rest}`}`];
}

/** What is known of the cost of the one to take among those that cannot be told apart: a clause for it, and a sentence on the others. */
function costWordsOf(tied: Compared[], take: Compared, cost: CostName): { clause: string; rest: string } {
  const others = tied.filter((one) => one !== take);
  const cheaper = others.filter((one) => isCheaper(one, take, cost));
  if (cheaper.length > 0)
    return { clause: '', rest: `${listed(cheaper.map(nameOf))} clearly ${cheaper.length > 1 ? 'cost' : 'costs'} ${lessOf[cost]}.` };
  if (others.every((one) => isCheaper(take, one, cost)))
    return { clause: `which clearly costs ${leastOf[cost]}`, rest: '' };
  if (take !== tied[0]) return { clause: `which clearly costs ${lessOf[cost]} than ${tied[0].scheme}`, rest: '' };
  return { clause: '', rest: take.costs[cost]?.interval ? `None of the others clearly costs ${lessOf[cost]}.` : '' };
} // prettier-ignore

function gainSentence(take: Compared, comparison: Comparison): string | false {
  const words = gain(take, comparison);
  return words !== '' && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The schemes that cannot be told apart from the one to take; false if there is none. */
function tieSentence({ tied, take }: Finding, { budget: { cost } }: Comparison): string | false {
  const others = tied.filter((one) => one !== take);
  if (others.length === 0) return false;
  const { clause, rest } = costWordsOf(tied, take, cost);
  const end = clause ? `; ${take.scheme} ${clause.replace('which ', '')}` : '';
  return `${listed(others.map(nameOf))} cannot be told apart from it in steps${end}.${rest && ` ${rest}`}`;
}

function edgeOf(take: Compared): string | false {
  const edge = edgeSentence(take);
  return edge && `${take.scheme} has ${edge.replace(': ', ' ')}.`;
}

/** The difference in steps from the reference, and the cost as a multiple of its own. */
function gain(one: Compared, { groups, reference, budget: { cost } }: Comparison): string {
  const { difference } = one;
  if (!difference) return '';
  const own = groups
    .find(({ compared }) => compared.includes(one))!
    .compared.find((other) => isNamed(other, reference));
  const [paid, other] = [one.costs[cost], own?.costs[cost]];
  const times = paid && other && other.value > 0 ? `, at ${multiple(paid.value / other.value)} times its ${costWords[cost]}` : ''; // prettier-ignore
  const words = isShown(difference)
    ? `${withInterval(size(difference.steps), steps)} ${difference.steps.value < 0 ? 'fewer' : 'more'} than ${reference}`
    : `not clearly different from ${reference} (${steps(difference.steps.value)}, corrected ${pInWords(difference.corrected)})`;
  return `${words}${times}`;
} // prettier-ignore

/** Whether a difference is significant among all that are compared. */
function isShown({ verdict }: Difference): boolean {
  return verdict === 'fewer' || verdict === 'more';
}

function sureness({ tied }: Finding): string | false {
  if (tied[0].bestShare === null) return 'One seed gives no intervals, so the order may be chance.';
  const sum = tied.reduce((sum, { bestShare }) => sum + bestShare!, 0);
  const first = tied.length > 1 ? 'one of them' : 'it';
  const open = tied.some(({ behind }) => behind!.value !== 0);
  return `If the seeds were drawn again, ${first} would have the fewest steps in ${repetitions(Math.min(1, sum))} repetitions.${open ? ' More seeds may tell them apart.' : ''}`;
}

function budgetSentence({ group, atBudget }: Finding, comparison: Comparison, value: number): string {
  const { budget, reference } = comparison;
  const start = `With ${noiseOf(group, comparison)} and at most ${amountInWords(budget.cost, value)}`;
  if (!atBudget) return `${start} no scheme can be judged: it is spent before any has learned.`;
  const own = group.compared.find((one) => isNamed(one, reference))?.budget;
  const against = isNamed(atBudget, reference) || !own ? '' : `; ${reference} takes ${withInterval(own.steps, steps)}`;
  return `${start} take ${nameOf(atBudget)}: ${withInterval(atBudget.budget!.steps, steps)} steps${against}.`;
} // prettier-ignore

function budgetSureness({ atBudget }: Finding): string | false {
  const share = atBudget?.budget?.bestShare ?? null;
  return share !== null && `If the seeds were drawn again, it would have the fewest in ${repetitions(share)} repetitions.`;
} // prettier-ignore

/** The schemes of the front that cost less than the one to take, with their steps; false if there is none. */
function tradeSentence({ group, take }: Finding, { budget: { cost } }: Comparison): string | false {
  const limit = take.costs[cost]?.value;
  if (limit === undefined) return false;
  const paid = (one: Compared) => one.costs[cost]?.value ?? Infinity;
  const cheaper = group.compared.filter((one) => one.front[cost]?.on && paid(one) < limit && isCheaper(one, take, cost));
  if (cheaper.length === 0) return false;
  const named = cheaper.toSorted((a, b) => paid(b) - paid(a)).slice(0, MAXIMUM_CHEAPER);
  const list = named.map((one) => `${one.scheme} takes ${steps(one.final.value)} steps with ${amount(cost, paid(one))}`);
  return `With ${lessOf[cost]} than the ${amount(cost, limit)} of ${take.scheme}: ${listed(list)}.`;
} // prettier-ignore

/** Which scheme reaches the steps of the reference at the lowest cost; false if costs are unknown. */
function cheapSentence({ group }: Finding, { budget: { cost }, reference }: Comparison): string | false {
  const best = bestOf(group.compared, ({ ratio }) => ratio[cost]?.value);
  if (!best) return false;
  const { one, schemes } = best;
  if (schemes.some((scheme) => scheme === reference) || isNamed(one, reference))
    return `No scheme reaches the steps of ${reference} with ${lessOf[cost]}.`;
  const times = one.ratio[cost]!;
  const open = times.interval && !excludes(times, 1) ? ', but the interval includes 1' : '';
  const share = one.cheapestShare[cost];
  const sure = share === null ? '' : ` (first in ${repetitions(share)} repetitions)`;
  return `To reach the steps of ${reference}, ${listed(schemes)} ${schemes.length > 1 ? 'need' : 'needs'} ${leastOf[cost]}: ${withInterval(times, multiple)} times its own${open}${sure}.`;
} // prettier-ignore
