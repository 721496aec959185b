import type { ConditionSummary, Spread, Summary } from '../../runs/summary.js';
import { conditionName, htmlTable } from '../page/html.js';

/** Critic weights at the end by state, as an HTML table: a column a condition, and where a learner believes others than its devices hold, one for these. */
export function weightTable({ conditions, seeds }: Summary): string {
  const columns = conditions.flatMap(weightColumns);
  const states = columns[0]?.weights.mean.length ?? 0;
  return htmlTable(
    seeds > 1 ? 'Mean ± standard deviation over seeds.' : 'One seed.',
    ['weight', ...columns.map(({ heading }) => heading)],
    Array.from({ length: states }, (_, state) => [
      `w${state}`,
      ...columns.map(({ weights }) => weight(weights, state, seeds)),
    ]),
  );
}

function weightColumns({
  name,
  criticWeights,
  believed,
}: ConditionSummary): { heading: string; weights: Spread<number[]> }[] {
  const heading = conditionName(name);
  if (!believed) return [{ heading, weights: criticWeights }];
  return [
    { heading: `${heading}: devices`, weights: criticWeights },
    { heading: `${heading}: believed`, weights: believed.criticWeights },
  ];
}

function weight({ mean, standardDeviation }: Spread<number[]>, state: number, seeds: number): string {
  const value = mean[state].toFixed(3);
  return seeds > 1 ? `${value} ± ${standardDeviation[state].toFixed(3)}` : value;
}
