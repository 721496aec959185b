import type { ConditionInput } from '../experiment/condition.js';

/** The part of a condition that makes a scheme. */
export type Candidate = Partial<ConditionInput>;

/** The schemes that can be compared, by name, and what makes each of them. Exact memories run once in a comparison, without noise. */
export const candidates: Record<string, Candidate> = {
  ideal: { bank: 'ideal' },
  'self-correcting': { scheme: 'self-correcting' },
  'inverse-pulses': { scheme: 'self-correcting', pulses: 'inverse' },
  'open-loop': { scheme: 'open-loop' },
};
