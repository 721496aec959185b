import type { ConditionSummary, Spread, Summary } from '../../runs/summary.js';

/** A column of the crossbar: its name, and the action whose preference or value it holds. */
export type Head = NonNullable<Summary['heads']>[number];

type Weights = Pick<ConditionSummary, 'criticWeights' | 'actorWeights' | 'actionValues'>;

/** Whether a learner has a critic; others have action values. */
export function hasCritic({ actionValues }: Weights): boolean {
  return actionValues === undefined;
}

/** The columns of a run's crossbar. Without a list of them, they are a critic and the actor. */
export function headsOf({ heads, conditions }: Summary): readonly Head[] {
  if (heads) return heads;
  const actions = conditions[0].actorWeights.mean[0] ?? [];
  return [{ name: 'critic' }, ...actions.map((_, action) => ({ name: `action ${action}`, action }))];
}

/** The names of the moves of a task in the plane, where each action is one of them. */
export function directionsOf(summary: Summary): readonly string[] | undefined {
  const moves = summary.task?.scene?.moves?.names;
  const actions = headsOf(summary).filter(({ action }) => action !== undefined).length;
  return moves?.length === actions ? moves : undefined;
}

/** The names of a run's columns; those of actions are the directions, where they have any. */
export function columnNames(summary: Summary): string[] {
  const directions = directionsOf(summary);
  return headsOf(summary).map(({ name, action }) =>
    action === undefined ? name : (directions?.[action] ?? name),
  );
}

/** The weights of each column of the crossbar by cell, in the order of the heads. */
export function columnsOf({ criticWeights, actorWeights, actionValues }: Weights): Spread<number[]>[] {
  return actionValues ? transposed(actionValues) : [criticWeights, ...transposed(actorWeights)];
}

/** Of these columns the critic alone, or else all action values. */
export function mainColumns(weights: Weights): Spread<number[]>[] {
  return hasCritic(weights) ? [weights.criticWeights] : columnsOf(weights);
}

function transposed({ mean, standardDeviation }: Spread<number[][]>): Spread<number[]>[] {
  const column = (rows: number[][], head: number) => rows.map((row) => row[head]);
  return Array.from({ length: mean[0]?.length ?? 0 }, (_, head) => ({
    mean: column(mean, head),
    standardDeviation: column(standardDeviation, head),
  }));
}
