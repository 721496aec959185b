import type { ConditionInput } from '../../experiment/condition.js';
import type { TaskKind } from '../../../envs/task-kind.js';

/** The part of a condition that makes a scheme. */
export type Candidate = Partial<ConditionInput>;

/** Schemes that a threshold of the learner would starve: their own way with small wishes is what they are for. */
const every = { threshold: 0 };
/** Tiki-Taka takes its wishes in stochastic pulses (Gokmen and Haensch 2020). */
const gathered = { ...every, pulses: 'stochastic' } as const;

/** The settings of a scheme that suit a task, where it names some. */
function suited({ comparison }: TaskKind, scheme: string): Candidate {
  const settings = comparison.schemeSettings?.[scheme];
  return settings ? { schemeSettings: settings } : {};
}

/** The schemes that can be compared, by name, and what makes each of them. Exact memories run once in a comparison, without noise. */
export const candidates: Record<string, (task: TaskKind) => Candidate> = {
  ideal: () => ({ bank: 'ideal' }),
  'self-correcting': () => ({ scheme: 'self-correcting' }),
  'inverse-pulses': () => ({ scheme: 'self-correcting', pulses: 'inverse' }),
  'stochastic-rounding': () => ({ scheme: 'self-correcting', pulses: 'stochastic', ...every }),
  'dead-zone': (task) => ({ scheme: 'dead-zone', ...suited(task, 'dead-zone') }),
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
