import { describe, expect, it } from 'vitest';
import { engineOf, outOfScope } from '../../src/experiment/engine.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { parseExperiment } from '../../src/experiment/experiment.js';

/** What keeps a condition of a task out of the compiled loop. */
function odd(environment: string, condition: ConditionInput): string | undefined {
  const experiment = parseExperiment({ environment, conditions: [condition] });
  return outOfScope(experiment, experiment.conditions[0]);
}

describe('the engine of a condition', () => {
  it('is the compiled loop in all conditions of Figures 4 and 5', () => {
    for (const environment of ['t-maze', 'water-maze']) {
      const experiment = parseExperiment({ environment });
      for (const condition of experiment.conditions) expect(engineOf(experiment, condition)).toBe('wasm');
    }
  });

  it.each<[string, ConditionInput, string | undefined]>([
    ['t-maze', { bank: 'cycles', noise: 'read' }, undefined],
    ['water-maze', { bank: 'mean', noise: { write: 0.02, read: 'fitted' } }, undefined],
    ['cart-pole', { bank: 'mean' }, 'task cart-pole'],
    ['t-maze', { bank: 'ecram' }, 'bank ecram'],
    ['t-maze', { bank: 'free-curve' }, 'bank free-curve'],
    ['t-maze', { bank: 'cycles', scheme: 'write-verify' }, 'scheme write-verify'],
    ['t-maze', { bank: 'cycles', pulses: 'inverse' }, 'pulses inverse'],
    ['t-maze', { bank: 'cycles', walk: 'reflecting' }, 'walk reflecting'],
    ['t-maze', { bank: 'cycles', learner: 'sarsa' }, 'learner sarsa'],
    ['t-maze', { bank: 'cycles', noise: { telegraph: { height: 0.1 } } }, 'noise telegraph'],
  ])('in %s with %j: %s is out of its scope', (environment, condition, expected) => {
    expect(odd(environment, condition)).toBe(expected);
  });

  it('is TypeScript where a user says so', () => {
    const experiment = parseExperiment({ environment: 't-maze', engine: 'ts' });
    expect(engineOf(experiment, experiment.conditions[0])).toBe('ts');
    expect(parseExperiment({ environment: 't-maze', engine: 'auto' })).not.toHaveProperty('engine');
  });

  it('is refused where it cannot be, with the condition and the remedy', () => {
    const conditions = [{ bank: 'mean' }, { name: 'checked', bank: 'mean', scheme: 'write-verify' }];
    expect(() => parseExperiment({ environment: 't-maze', engine: 'wasm', conditions })).toThrow(
      'engine: got "wasm", which cannot do the scheme write-verify of condition "checked": expected "auto", which takes ts there',
    );
  });
});
