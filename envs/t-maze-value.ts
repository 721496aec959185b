import { Matrix, solve } from 'ml-matrix';
import { GOAL, NEXT } from './t-maze.js';

/**
 * The exact value of each state of the T-maze under a policy: the solution of (I − γ P_π) V = r without a step limit
 * (Sutton and Barto, 2nd ed., Eq. 4.4). State 6 has the reward and no next state.
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
