import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/core/observation.js';
import type { Environment } from '../../envs/environment.js';

/** Checks an environment as Gymnasium's `check_env` does: shapes, meanings and determinism of the interface. */
export function environmentContract(name: string, make: () => Environment): void {
  const actionsFor = (environment: Environment) =>
    fc.array(fc.integer({ min: 0, max: environment.actions - 1 }), { maxLength: 400 });

  describe(`${name} keeps the contract of an environment`, () => {
    it('has at least one action, and leaves what was seen as it was for one more step', () => {
      fc.assert(
        fc.property(actionsFor(make()), (actions) => {
          const environment = make();
          expect(environment.actions).toBeGreaterThanOrEqual(1);
          environment.reset();
          for (const action of actions) {
            const before = environment.observation;
            const [values, cells] = [before.value.slice(), before.active.slice(0, before.count)];
            const step = environment.step(action);
            expect(environment.observation).not.toBe(before);
            expect([before.value, before.active.slice(0, before.count)]).toEqual([values, cells]);
            if (step.terminated || step.truncated) environment.reset();
          }
        }),
      );
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
            const { value, largest } = environment.observation;
            expect(value.every((x) => Number.isFinite(x) && Math.abs(x) <= largest)).toBe(true);
            expect(silentOutside(environment.observation)).toBe(true);
            expect(cellsOfBlock(environment.observation)).toEqual(activeCells(environment.observation));
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

function activeCells({ active, count }: Observation): number[] {
  return [...active.subarray(0, count)];
}

function cellsOfBlock({ block: [left, right, bottom, top], side }: Observation): number[] {
  const rows = Array.from({ length: top - bottom }, (_, r) => (bottom + r) * side);
  return rows.flatMap((row) => Array.from({ length: right - left }, (_, c) => row + left + c));
}
