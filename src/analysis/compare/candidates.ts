import type { ConditionInput } from '../../experiment/condition.js';
import type { TaskName } from '../../experiment/tasks.js';

/** The settings of a condition that make a scheme. */
export type Candidate = Partial<ConditionInput>;

/** For schemes that handle small changes themselves, so that the learner must not drop them. */
const noThreshold = { threshold: 0 };
/** Tiki-Taka turns changes into stochastic pulses (Gokmen and Haensch 2020). */
const tikiTaka = { ...noThreshold, pulses: 'stochastic' } as const;

/** The dead zone: 2.5 pulses where a typical change is about ten pulses, one pulse where it is smaller. */
function deadZone(task: TaskName): number {
  return task === 't-maze' ? 0.0125 : 0.005;
}

/** The schemes that can be compared, by name, with their settings. Ideal memory runs once per comparison, without noise. */
export const candidates: Record<string, (task: TaskName) => Candidate> = {
  ideal: () => ({ bank: 'ideal' }),
  'self-correcting': () => ({ scheme: 'self-correcting' }),
  'inverse-pulses': () => ({ scheme: 'self-correcting', pulses: 'inverse' }),
  'stochastic-rounding': () => ({ scheme: 'self-correcting', pulses: 'stochastic', ...noThreshold }),
  'dead-zone': (task) => ({ scheme: 'dead-zone', schemeSettings: { deadZone: deadZone(task) } }),
  sign: () => ({ scheme: 'sign' }),
  'averaged-reads': () => ({ scheme: 'averaged-reads' }),
  'write-verify': () => ({ scheme: 'write-verify' }),
  'averaged-verify': () => ({ scheme: 'write-verify', schemeSettings: { reads: 4 } }),
  'mixed-precision': () => ({ scheme: 'mixed-precision', ...noThreshold }),
  'multi-memristive': () => ({ scheme: 'multi-memristive' }),
  'differential-pair': () => ({ scheme: 'differential-pair' }),
  'zero-shifting': () => ({ scheme: 'zero-shifting' }),
  'tiki-taka-v1': () => ({ scheme: 'tiki-taka-v1', ...tikiTaka }),
  'tiki-taka-v2': () => ({ scheme: 'tiki-taka-v2', ...tikiTaka }),
  'chopped-tiki-taka': () => ({ scheme: 'chopped-tiki-taka', ...tikiTaka }),
  agad: () => ({ scheme: 'agad', ...tikiTaka }),
  'open-loop': () => ({ scheme: 'open-loop' }),
};
