import { Matrix, solve } from 'ml-matrix';
import { GOAL, NEXT } from './t-maze.js';

/**
 * The value of each state of the T-maze under a policy, exactly: the solution of (I − γ P_π) V = r, with the reward
 * carried by state 6, which nothing follows, and no limit of steps (Sutton and Barto, 2nd ed., Eq. 4.4).
 *
 * @param policy probabilities of the two actions, [state][action]
 */
export function tMazeValue(policy: readonly (readonly number[])[], discount: number): number[] {
  const system = Matrix.eye(NEXT.length, NEXT.length);
  for (const [state, next] of NEXT.entries()) {
    if (state === GOAL) continue;
    for (const [action, to] of next.entries())
      system.set(state, to, system.get(state, to) - discount * policy[state][action]);
  }
  const reward = NEXT.map((_, state) => (state === GOAL ? 1 : 0));
  return solve(system, Matrix.columnVector(reward)).to1DArray();
}
