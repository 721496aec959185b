import { catalogue } from '../../experiment/catalogue.js';
import type { ConditionInput } from '../../experiment/condition.js';
import type { TaskKind } from '../../../envs/task-kind.js';

/** The settings of a condition that make a scheme. */
export type Candidate = Partial<ConditionInput>;

/** For schemes that handle small changes themselves, so that the learner must not drop them. */
const noThreshold = { threshold: 0 };
/** Tiki-Taka turns changes into stochastic pulses (Gokmen and Haensch 2020). */
const tikiTaka = { ...noThreshold, pulses: 'stochastic' } as const;

/** The name of ideal memory among the schemes. */
export const IDEAL = 'ideal';

/** The settings of a scheme that suit a task, where it names some. */
function suited({ comparison }: TaskKind, scheme: string): Candidate {
  const settings = comparison?.schemeSettings?.[scheme];
  return settings ? { schemeSettings: settings } : {};
}

/** The schemes that can be compared, by name, with their settings. Ideal memory runs once per comparison, without noise. */
export const candidates: Record<string, (task: TaskKind) => Candidate> = {
  [IDEAL]: () => ({ bank: 'ideal' }),
  'self-correcting': () => ({ scheme: 'self-correcting' }),
  'inverse-pulses': () => ({ scheme: 'self-correcting', pulses: 'inverse' }),
  'stochastic-rounding': () => ({ scheme: 'self-correcting', pulses: 'stochastic', ...noThreshold }),
  'dead-zone': (task) => ({ scheme: 'dead-zone', ...suited(task, 'dead-zone') }),
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

/** Whether a name is one of a plugin: plugin/name. */
export function ofPlugin(name: string): boolean {
  return name.includes('/');
}

/** What can be compared now: the candidates above, and each scheme of a plugin with its default settings. */
export function presentCandidates(): typeof candidates {
  const others = catalogue.schemes.names.filter(ofPlugin);
  return { ...candidates, ...Object.fromEntries(others.map((scheme) => [scheme, () => ({ scheme })])) };
}
