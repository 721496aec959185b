import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/core/observation.js';
import type { Environment } from '../../envs/environment.js';

/** Checks an environment as Gymnasium's `check_env` does: shapes, meanings and determinism of the interface. */
export function environmentContract(name: string, make: () => Environment): void {
  const actionsFor = (environment: Environment) =>
    fc.array(fc.integer({ min: 0, max: environment.actions - 1 }), { maxLength: 400 });

  describe(`${name} keeps the contract of an environment`, () => {
    it('has at least one action, and an observation that is one object for ever', () => {
      const environment = make();
      const { observation } = environment;
      expect(environment.actions).toBeGreaterThanOrEqual(1);
      environment.reset();
      environment.step(0);
      expect(environment.observation).toBe(observation);
      expect(observation.value.length).toBeGreaterThan(0);
    });

    it('shows finite observations and rewards, and never both terminates and truncates', () => {
      fc.assert(
        fc.property(actionsFor(make()), (actions) => {
          const environment = make();
          environment.reset();
          for (const action of actions) {
            const step = environment.step(action);
            expect(Number.isFinite(step.reward)).toBe(true);
            expect(step.terminated && step.truncated).toBe(false);
            expect(environment.observation.value.every(Number.isFinite)).toBe(true);
            expect(silentOutside(environment.observation)).toBe(true);
            if (step.terminated || step.truncated) environment.reset();
          }
        }),
      );
    });

    it('does the same for the same actions and seed, episode after episode', () => {
      fc.assert(
        fc.property(actionsFor(make()), (actions) => {
          const walk = () => {
            const environment = make();
            environment.reset();
            return actions.map((action) => {
              const { terminated, truncated, reward } = environment.step(action);
              if (terminated || truncated) environment.reset();
              return [reward, terminated, truncated, ...environment.observation.value];
            });
          };
          expect(walk()).toEqual(walk());
        }),
      );
    });
  });
}

/** Whether each cell that is not listed as active is zero, and none is listed twice. */
function silentOutside({ value, active, count }: Observation): boolean {
  const listed = new Set(active.subarray(0, count));
  return listed.size === count && value.every((x, cell) => x === 0 || listed.has(cell));
}
