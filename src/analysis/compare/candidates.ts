import type { ConditionInput } from '../../experiment/condition.js';
import type { TaskName } from '../../experiment/tasks.js';

/** The part of a condition that makes a scheme. */
export type Candidate = Partial<ConditionInput>;

/** Schemes that a threshold of the learner would starve: their own way with small wishes is what they are for. */
const every = { threshold: 0 };
/** Tiki-Taka takes its wishes in stochastic pulses (Gokmen and Haensch 2020). */
const gathered = { ...every, pulses: 'stochastic' } as const;

/** Two and a half pulses where a wish is some ten of them; one where it is less than that. */
function deadZone(task: TaskName): number {
  return task === 't-maze' ? 0.0125 : 0.005;
}

/** The schemes that can be compared, by name, and what makes each of them. Exact memories run once in a comparison, without noise. */
export const candidates: Record<string, (task: TaskName) => Candidate> = {
  ideal: () => ({ bank: 'ideal' }),
  'self-correcting': () => ({ scheme: 'self-correcting' }),
  'inverse-pulses': () => ({ scheme: 'self-correcting', pulses: 'inverse' }),
  'stochastic-rounding': () => ({ scheme: 'self-correcting', pulses: 'stochastic', ...every }),
  'dead-zone': (task) => ({ scheme: 'dead-zone', schemeSettings: { deadZone: deadZone(task) } }),
  sign: () => ({ scheme: 'sign' }),
  'averaged-reads': () => ({ scheme: 'averaged-reads' }),
  'write-verify': () => ({ scheme: 'write-verify' }),
  'averaged-verify': () => ({ scheme: 'write-verify', schemeSettings: { reads: 4 } }),
  'mixed-precision': () => ({ scheme: 'mixed-precision', ...every }),
  'multi-memristive': () => ({ scheme: 'multi-memristive' }),
  'differential-pair': () => ({ scheme: 'differential-pair' }),
  'zero-shifting': () => ({ scheme: 'zero-shifting' }),
  'tiki-taka-v1': () => ({ scheme: 'tiki-taka-v1', ...gathered }),
  'tiki-taka-v2': () => ({ scheme: 'tiki-taka-v2', ...gathered }),
  'chopped-tiki-taka': () => ({ scheme: 'chopped-tiki-taka', ...gathered }),
  agad: () => ({ scheme: 'agad', ...gathered }),
  'open-loop': () => ({ scheme: 'open-loop' }),
};
