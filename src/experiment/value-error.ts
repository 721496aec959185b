import type { Environment } from '../../envs/environment.js';
import type { Task } from '../../envs/task-kind.js';
import { streams } from '../core/random-stream.js';
import { FrozenAgent } from './frozen-agent.js';
import type { Learned } from './learned.js';

/** Moves of an evaluation as a share of the run's moves; one costs about half as much as a learning move. */
const SHARE = 0.0075;
/** Limits of the number of starts that are evaluated. */
const STARTS = { minimum: 4, maximum: 128 };
/** Number of episodes at the end of a run that predict the length of a rollout. */
const LAST = 50;
/** Largest relative change of a value by cutting its rollout. */
const CUT = 0.01;
/** A rollout without discount is cut after this many step limits. */
const LIMITS = 10;

/**
 * The root mean square of critic − true value over starts of a task, by evaluation. From each start the learned policy
 * goes twice, independently: with returns g and g′ the mean of (V − g)(V − g′) is that of (V − true value)², without
 * the spread of the returns. A mean below 0, which chance may give, counts as 0.
 *
 * @param task the same starts each time that it is asked for
 * @param starts how many; by default as many as cost little beside the run
 */
export function rolloutValueError(
  learned: Learned,
  task: () => Environment,
  starts = affordable(learned),
): number {
  const agent = new FrozenAgent(learned);
  const [once, again] = [task(), task()];
  const longest = horizon(learned);
  let sum = 0;
  for (let start = 0; start < starts; start++) {
    once.reset();
    again.reset();
    const value = agent.value(once.observation);
    sum += (value - agent.rollout(once, longest)) * (value - agent.rollout(again, longest));
  }
  return Math.sqrt(Math.max(0, sum / starts));
}

/**
 * The root mean square of what a learner expects − the true value of its policy: over all cells, exactly, where a task
 * knows its values; otherwise by evaluation. NaN where the policy has no finite value, as one without discount that
 * never ends, or where the evaluation fails: that costs no run its results.
 */
export function valueError(task: Task, learned: Learned): number {
  try {
    const error = errorOf(task, learned);
    return Number.isFinite(error) ? error : NaN;
  } catch {
    return NaN;
  }
}

function errorOf(task: Task, learned: Learned): number {
  if (task.exactValue) return exactValueError(task.exactValue, learned);
  const fresh = () => {
    const random = streams(learned.seed);
    return task.evaluation?.(random, learned.steps.length) ?? task.environment(random);
  };
  return rolloutValueError(learned, fresh);
}

function exactValueError(trueValue: NonNullable<Task['exactValue']>, learned: Learned): number {
  const { learner, learning, settings, weights, cells, actions } = learned;
  const columns = weights.length / cells;
  const sums = Array.from({ length: cells }, (_, cell) =>
    weights.subarray(columns * cell, columns * (cell + 1)),
  );
  const policy = sums.map((each) => {
    const odds = new Float64Array(actions);
    learner.odds(each, learning, odds, settings);
    const total = odds.reduce((sum, value) => sum + value, 0);
    return Array.from(odds, (value) => value / total);
  });
  const value = trueValue(policy, learning.discount);
  const squares = sums.map((each, cell) => (learner.value(each, settings) - value[cell]) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square) / cells);
}

function affordable({ steps }: Learned): number {
  const sum = (moves: Int32Array) => moves.reduce((all, each) => all + each, 0);
  const last = steps.subarray(-LAST);
  const starts = Math.floor((SHARE * sum(steps) * last.length) / (2 * sum(last)));
  return Math.min(Math.max(starts, STARTS.minimum), STARTS.maximum);
}

/** Number of moves after which the remaining return is negligible. */
function horizon({ learning: { discount }, stepLimit }: Learned): number {
  const longest = LIMITS * stepLimit;
  return discount === 1 ? longest : Math.min(longest, Math.ceil(Math.log(CUT) / Math.log(discount)) + 1);
}
