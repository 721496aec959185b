import { UsageError } from '../../core/errors.js';
import type { Samples } from '../samples.js';
import type { LegendreMemory } from './legendre-memory.js';

/**
 * Samples of a network that sees a signal through a memory: at each step, the state of the memory after it, and what is to be learned.
 * @param targets [output × count + step] @throws UsageError where there are not as many targets as steps
 */
export function remembered(memory: LegendreMemory, signal: Float64Array, targets: Float64Array): Samples {
  const count = signal.length;
  if (count === 0 || targets.length % count !== 0)
    throw new UsageError(
      `got ${targets.length} targets for ${count} steps of a signal: expected a whole number for each`,
    );
  const order = memory.state.length;
  const inputs = new Float64Array(order * count);
  memory.reset();
  for (let n = 0; n < count; n++) {
    memory.step(signal[n]);
    for (let i = 0; i < order; i++) inputs[i * count + n] = memory.state[i];
  }
  return { count, inputs, targets };
}
