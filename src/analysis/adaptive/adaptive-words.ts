import { count } from '../../report/page/caption.js';
import { pInWords, range, size, steps, withInterval } from '../compare/amounts.js';
import type { AdaptiveResult, CombinationResult } from './adaptive-result.js';

/** Above this p-value two combinations cannot be told apart. */
const LEVEL = 0.05;
/** Most combinations that a sentence names. */
const NAMED = 3;

/** What was found, in sentences: the best combination with its number, and whether the second can be told apart from it. */
export function findingOf(result: AdaptiveResult): string {
  const { best, combinations, moreIsBetter } = result;
  const { steps: of } = combinations.find(({ name }) => name === best)!;
  const more = moreIsBetter ? ' More steps are better.' : '';
  const all = combinations.filter((one) => one.ranked);
  const which = all.length < combinations.length ? ' that learn on devices' : '';
  return `Of ${count(all.length, 'combination')}${which}, ${best} takes the ${moreIsBetter ? 'most' : 'fewest'} steps per episode: ${withInterval(of, steps)}.${more} ${secondSentence(result)}`.trim();
}

function secondSentence({ second, best, combinations }: AdaptiveResult): string {
  if (!second) return '';
  const { name, seeds, difference, p, same } = second;
  const isShorter = combinations.some((one) => [best, name].includes(one.name) && one.seeds > seeds);
  const fewer = isShorter ? `, on the ${seeds} seeds that both had` : ', paired by seed';
  if (same) return `The second, ${name}, takes exactly the same steps with every seed.`;
  const far = withInterval(size(difference), steps);
  if (p > LEVEL) return `The second, ${name}, cannot be told apart from it (difference ${far}, ${pInWords(p)}${fewer}).`;
  return `The second, ${name}, takes ${far} ${difference.value > 0 ? 'more' : 'fewer'} (${pInWords(p)}${fewer}).`;
} // prettier-ignore

/** What was skipped, in sentences: which combinations stopped after how many seeds, and how many runs that left out. */
export function skippedSentences(result: AdaptiveResult): string[] {
  const { until, combinations, seeds, runs, of } = result;
  const all = combinations.length;
  const ran = `${numbered(runs)} of ${count(of, 'run')} were carried out (${share(runs, of)}).`;
  const early = combinations.filter((one) => one.round !== null && one.seeds < seeds);
  if ('left' in until) return [`${early.length} of ${all} combinations ${early.length === 1 ? 'was' : 'were'} dropped${afterSeeds(early)}.`, ran];
  const wide = combinations.filter(({ state }) => state === 'not narrow');
  const within = `within ±${percentOf(until.interval)} of the mean`;
  return [
    `${early.length} of ${all} intervals ${early.length === 1 ? 'was' : 'were'} ${within} before all ${count(seeds, 'seed')} had run${afterSeeds(early)}.`,
    ...(wide.length > 0 ? [`After all of them ${wide.length === 1 ? '1 was' : `${wide.length} were`} still wider${namesOf(wide)}.`] : []),
    ran,
  ];
} // prettier-ignore

/** The sentence on combinations that are not ranked; empty where all are. */
export function unrankedSentence({ combinations }: AdaptiveResult): string {
  const some = combinations.filter((one) => !one.ranked).length;
  return some === 0 ? '' : `The last ${some} are not ranked: their steps are those of digital weights, and say nothing about devices.`;
} // prettier-ignore

/** How a combination ended, in words. */
export function endingOf({ state, round }: Pick<CombinationResult, 'state' | 'round'>): string {
  return round === null ? state : `${state} after round ${round}`;
}

/** The combinations in the order of a table: the best first: those that are left before those that were dropped, and last those that are not ranked. */
export function tableOrder({ combinations, moreIsBetter }: AdaptiveResult): CombinationResult[] {
  const sign = moreIsBetter ? -1 : 1;
  const rank = ({ state, round, ranked }: CombinationResult) => (!ranked ? 0 : state === 'dropped' ? round! : Infinity);
  return combinations.toSorted((a, b) => rank(b) - rank(a) || sign * (a.steps.value - b.steps.value));
} // prettier-ignore

/** The interval of a combination as text; empty if it has none. */
export function intervalOf({ steps: { interval } }: CombinationResult): string {
  return interval ? range(interval, steps) : '';
}

/** As in ": 4 after 12 seeds, 2 after 24"; empty for none. */
function afterSeeds(stopped: readonly CombinationResult[]): string {
  const counts = new Map<number, number>();
  for (const { seeds } of stopped.toSorted((a, b) => a.seeds - b.seeds)) counts.set(seeds, (counts.get(seeds) ?? 0) + 1);
  const parts = [...counts].map(([seeds, many], i) => `${many} after ${i === 0 ? count(seeds, 'seed') : numbered(seeds)}`);
  return parts.length > 0 ? `: ${parts.join(', ')}` : '';
} // prettier-ignore

function namesOf(some: readonly CombinationResult[]): string {
  return some.length > NAMED ? '' : `: ${some.map(({ name }) => name).join(', ')}`;
}

function numbered(number: number): string {
  return number.toLocaleString('en-US');
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

function percentOf(interval: number): string {
  return `${Number((100 * interval).toPrecision(3))} %`;
}
