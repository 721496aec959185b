import { count } from '../../report/page/caption.js';
import { pInWords, steps, withInterval } from '../compare/amounts.js';
import type { ConditionDifference, RunDifference } from './run-difference.js';
import type { SeedPairs } from './seed-pairs.js';
import type { SettingChange } from './setting-changes.js';

/** The answer for each pair of conditions: how many steps B takes more or fewer than A, and how certain that is. */
export function diffAnswers({ pairs, seeds }: RunDifference): string[] {
  const holm = pairs.length > 1 ? ' after Holm' : '';
  const name = (pair: ConditionDifference) =>
    pairs.length > 1 || pair.a !== pair.b ? `${place(pair)}: ` : '';
  return pairs.map((pair) => `${name(pair)}${answer(pair, seeds, holm)}`);
}

/** Of which conditions the steps are those of digital weights, a sentence each. */
export function digitalSentences({ a, b, pairs }: RunDifference): string[] {
  const sides = [['A', a, pairs.map((pair) => pair.a)], ['B', b, pairs.map((pair) => pair.b)]] as const;
  return sides.flatMap(([side, { digital }, compared]) =>
    digital.filter((name) => compared.includes(name)).map((name) => `${name} of ${side} acts on a digital copy of its weights: its steps say nothing about devices.`));
} // prettier-ignore

/** Which seeds are compared, as a sentence. */
export function seedSentence({ seeds, a, b }: RunDifference): string {
  const { count: number, common, first } = seeds;
  if (!common)
    return `No seed in common: ${count(number, 'seed')} of each run, from ${first.join(' and ')}, as independent samples.`;
  const [from, to] = [first[0], first[0] + number - 1];
  const which = number === 1 ? `seed ${from}` : `seeds ${from} to ${to}`;
  const all = a.seeds === number && b.seeds === number;
  return all ? `Paired by seed: ${which}.` : `Paired by the common seeds only: ${which} (A has ${a.seeds}, B ${b.seeds}).`;
} // prettier-ignore

/** What differs between the settings of two runs or conditions, a line each: "learningRate: 0.2 | 0.1". */
export function changeLines(changes: readonly SettingChange[]): string[] {
  return changes.map(({ setting, a, b }) => `${setting}: ${a ?? 'not set'} | ${b ?? 'not set'}`);
}

/** The condition of a pair, or both where they have two names. */
export function place({ a, b }: Pick<ConditionDifference, 'a' | 'b'>): string {
  return a === b ? a : `${a} | ${b}`;
}

function answer({ quantities, corrected, verdict }: ConditionDifference, seeds: SeedPairs, holm: string): string {
  const { difference } = quantities.steps!;
  const { value, interval } = difference;
  const number = `${count(seeds.count, 'seed')}${seeds.common ? '' : ' of each, independent'}`;
  const where = `(${number}, ${pInWords(corrected)}${holm})`;
  if (verdict === 'the same') return `B takes exactly the same steps as A with each seed (${number}).`;
  if (!interval) return `B − A is ${steps(value)} steps, but ${number} cannot show a difference: six are needed.`;
  if (verdict === 'no difference shown')
    return `B and A have no significant difference in steps: B − A is ${withInterval(difference, steps)} ${where}.`;
  const ends = interval.map(Math.abs).sort((one, other) => one - other) as [number, number];
  return `B takes ${withInterval({ value: Math.abs(value), interval: ends }, steps)} steps ${verdict} than A ${where}.`;
} // prettier-ignore
