import { IDEAL } from './candidates.js';
import type { ComparisonPlan, Budget } from '../../experiment/comparison-plan.js';
import type { Summary } from '../../runs/summary.js';
import { compareGroup, withoutReference, type Member } from './compare-group.js';
import type { Comparison, Difference, Group, Compared } from './comparison.js';
import { holm } from '../statistics/hypothesis-tests.js';
import type { Outcomes } from './outcomes.js';
import { SeedResamples } from '../statistics/seed-resamples.js';

/** Significance level of all tests together. */
const LEVEL = 0.05;

/** The comparison of every scheme with the reference, for each bank and noise, with the same resampled seeds for all. */
export function compareOutcomes(outcomes: Outcomes, plan: ComparisonPlan, summary: Summary): Comparison {
  const { reference, budget } = plan;
  const resamples = new SeedResamples(outcomes.seeds);
  const members = plan.entries.map((entry, i) => ({ ...entry, ...memberOf(summary, entry.scheme, i) }));
  const isIdeal = ({ scheme }: { scheme: string }) => scheme === IDEAL;
  const devices = members.filter((member) => !isIdeal(member));
  const groups = settingsOf(devices).map(({ bank, noise }): Group => {
    const group = devices.filter((member) => member.bank === bank && member.noise === noise);
    const place = group.findIndex(({ scheme }) => scheme === reference);
    return { bank, noise, compared: compareGroup(outcomes, group, place, budget, resamples) };
  });
  const ideal = members.find(isIdeal);
  judge(groups.flatMap(({ compared }) => compared.flatMap(({ difference }) => difference ?? [])));
  return {
    environment: summary.environment,
    seeds: outcomes.seeds,
    episodes: outcomes.episodes,
    reference,
    budget,
    recorded: outcomes.recorded,
    ideal: ideal ? withoutReference(outcomes, ideal, resamples) : null,
    groups: groups.map((group) => ({ ...group, compared: byBudget(group.compared, budget) })),
  };
}

/** One entry per bank and noise. */
function settingsOf<Setting extends { bank: string; noise: string }>(entries: Setting[]): Setting[] {
  const isFirst = ({ bank, noise }: Setting, i: number) =>
    entries.findIndex((other) => other.bank === bank && other.noise === noise) === i;
  return entries.filter(isFirst);
}

/** Corrects all p-values together, and sets the verdicts. */
function judge(differences: Difference[]): void {
  const corrected = holm(differences.map(({ p }) => p));
  differences.forEach((difference, i) => {
    difference.corrected = corrected[i];
    if (corrected[i] > LEVEL) return;
    difference.verdict = difference.steps.value < 0 ? 'fewer' : 'more';
  });
}

function memberOf({ conditions }: Summary, scheme: string, condition: number): Member {
  const { ledger, believed } = conditions[condition];
  return {
    scheme,
    condition,
    digital: believed !== undefined,
    devicesPerWeight: ledger.devicesPerWeight,
    wordsPerWeight: ledger.digitalWordsPerWeight,
  };
}

/**
 * Schemes in the order of a budget, the best first: by the steps within the budget if it has an amount, else by the cost to
 * catch up with the reference. Ties, and schemes without this number, are sorted by final steps. Schemes that are not ranked
 * come last.
 */
function byBudget(compared: Compared[], { cost, value }: Budget): Compared[] {
  const key = ({ budget, ratio }: Compared) =>
    (value === undefined ? ratio[cost]?.value : budget?.steps.value) ?? Infinity;
  const ascending = (a: number, b: number) => (a === b ? 0 : a - b);
  return compared.toSorted(
    (a, b) =>
      Number(a.digital) - Number(b.digital) ||
      ascending(key(a), key(b)) ||
      ascending(a.final.value, b.final.value),
  );
}
