import type { ConditionInput } from '../experiment/condition.js';

/** The part of a condition that makes a scheme. */
export type Candidate = Partial<ConditionInput>;

/** Schemes that a threshold of the learner would starve: their own way with small wishes is what they are for. */
const every = { threshold: 0 };

/** The schemes that can be compared, by name, and what makes each of them. Exact memories run once in a comparison, without noise. */
export const candidates: Record<string, Candidate> = {
  ideal: { bank: 'ideal' },
  'self-correcting': { scheme: 'self-correcting' },
  'inverse-pulses': { scheme: 'self-correcting', pulses: 'inverse' },
  'stochastic-rounding': { scheme: 'self-correcting', pulses: 'stochastic', ...every },
  'dead-zone': { scheme: 'dead-zone', schemeSettings: { deadZone: 0.0125 } },
  sign: { scheme: 'sign' },
  'averaged-reads': { scheme: 'averaged-reads' },
  'write-verify': { scheme: 'write-verify' },
  'averaged-verify': { scheme: 'write-verify', schemeSettings: { reads: 4 } },
  'mixed-precision': { scheme: 'mixed-precision', ...every },
  'multi-memristive': { scheme: 'multi-memristive' },
  'differential-pair': { scheme: 'differential-pair' },
  'zero-shifting': { scheme: 'zero-shifting' },
  'tiki-taka-v1': { scheme: 'tiki-taka-v1' },
  'tiki-taka-v2': { scheme: 'tiki-taka-v2' },
  'chopped-tiki-taka': { scheme: 'chopped-tiki-taka' },
  agad: { scheme: 'agad' },
  'open-loop': { scheme: 'open-loop' },
};
