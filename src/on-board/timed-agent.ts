import type { TimeBudget } from '../../drivers/boards/time-budget.js';
import type { Agent } from '../learners/agent.js';

/** An agent whose learning steps are timed. */
export function timedAgent(agent: Agent, budget: TimeBudget): Agent {
  return {
    batch: agent.batch,
    act: (observation) => agent.act(observation),
    async learn(step, next) {
      await agent.learn(step, next);
      budget.step();
    },
  };
}
