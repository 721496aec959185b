import { solveLinear } from '../src/core/maths/solve-linear.js';
import { GOAL, NEXT } from './t-maze.js';

/**
 * The value of each state of the T-maze under a policy, exactly: the solution of (I − γ P_π) V = r, with the reward
 * carried by state 6, which nothing follows, and no limit of steps (Sutton and Barto, 2nd ed., Eq. 4.4).
 *
 * @param policy probabilities of the two actions, [state][action]
 */
export function tMazeValue(policy: readonly (readonly number[])[], discount: number): number[] {
  const system = NEXT.map((_, row) => NEXT.map((_, column) => (row === column ? 1 : 0)));
  for (const [state, next] of NEXT.entries()) {
    if (state === GOAL) continue;
    for (const [action, to] of next.entries()) system[state][to] -= discount * policy[state][action];
  }
  return solveLinear(
    system,
    NEXT.map((_, state) => (state === GOAL ? 1 : 0)),
  );
}
