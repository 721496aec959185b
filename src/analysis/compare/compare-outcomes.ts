import { IDEAL } from './candidates.js';
import type { ComparisonPlan, Budget } from '../../experiment/comparison-plan.js';
import type { Summary } from '../../runs/summary.js';
import { compareGroup, withoutReference, type Member } from './compare-group.js';
import type { Comparison, Difference, Group, Compared } from './comparison.js';
import type { Outcomes } from './outcomes.js';
import { searchOf } from './search-of.js';
import { SeedResamples } from '../statistics/seed-resamples.js';
import { verdicts } from '../statistics/verdicts.js';

/** The comparison of every scheme with the reference, for each bank and noise, with the same resampled seeds for all. */
export function compareOutcomes(outcomes: Outcomes, plan: ComparisonPlan, summary: Summary): Comparison {
  const { reference, budget } = plan;
  const resamples = new SeedResamples(outcomes.seeds);
  const members = plan.entries.map((entry, i) => ({ ...entry, ...memberOf(summary, entry, i) }));
  const isIdeal = ({ scheme }: { scheme: string }) => scheme === IDEAL;
  const devices = members.filter((member) => !isIdeal(member));
  const groups = settingsOf(devices).map(({ bank, noise }): Group => {
    const group = devices.filter((member) => member.bank === bank && member.noise === noise);
    const place = group.findIndex(({ scheme }) => scheme === reference);
    return { bank, noise, compared: compareGroup(outcomes, group, place, budget, resamples) };
  });
  const ideal = members.find(isIdeal);
  const searched = (one: Compared) => ({ ...one, ...searchOf(plan, one.condition, outcomes, resamples) });
  judge(groups.flatMap(({ compared }) => compared.flatMap(({ difference }) => difference ?? [])));
  return {
    environment: summary.environment,
    seeds: outcomes.seeds,
    episodes: outcomes.episodes,
    reference,
    budget,
    tuning: plan.tuning ?? 'none',
    recorded: outcomes.recorded,
    ideal: ideal ? searched(withoutReference(outcomes, ideal, resamples)) : null,
    groups: groups.map((group) => ({ ...group, compared: byBudget(group.compared.map(searched), budget) })),
  };
}

/** One entry per bank and noise. */
function settingsOf<Setting extends { bank: string; noise: string }>(entries: Setting[]): Setting[] {
  const isFirst = ({ bank, noise }: Setting, i: number) =>
    entries.findIndex((other) => other.bank === bank && other.noise === noise) === i;
  return entries.filter(isFirst);
}

/** Corrects all p-values together, and sets the verdicts. */
function judge(all: Difference[]): void {
  const judged = verdicts(all.map(({ p, steps, verdict }) => ({ p, value: steps.value, same: verdict === 'the same' })));
  all.forEach((difference, i) => Object.assign(difference, judged[i]));
} // prettier-ignore

function memberOf(
  { conditions }: Summary,
  entry: ComparisonPlan['entries'][number],
  condition: number,
): Member {
  const { ledger, believed } = conditions[condition];
  return {
    scheme: entry.scheme,
    condition,
    unranked: believed !== undefined ? 'digital' : entry.range ? 'range' : null,
    devicesPerWeight: ledger.devicesPerWeight,
    wordsPerWeight: ledger.digitalWordsPerWeight,
  };
}

/** Schemes by their steps within a budget that has an amount, else by their final steps, the best first. Those that are not ranked come last. */
function byBudget(compared: Compared[], { value }: Budget): Compared[] {
  const key = ({ budget, final }: Compared) =>
    value === undefined ? final.value : (budget?.steps.value ?? Infinity);
  const ascending = (a: number, b: number) => (a === b ? 0 : a - b);
  return compared.toSorted(
    (a, b) =>
      Number(a.unranked !== null) - Number(b.unranked !== null) ||
      ascending(key(a), key(b)) ||
      ascending(a.final.value, b.final.value),
  );
}
