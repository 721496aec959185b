import { catalogue } from '../../experiment/catalogue.js';
import type { ConditionInput } from '../../experiment/condition.js';
import type { TaskKind } from '../../../envs/task-kind.js';

/** What every scheme can be set to beside its own settings: how pulses are counted, how many products are averaged, and from which size on the learner asks for updates. */
export const commonSettings = ['pulses', 'averaging', 'threshold'] as const;
type CommonSetting = (typeof commonSettings)[number];

/** A scheme as it takes part in a comparison. */
export interface Candidate {
  /** the settings of a condition that make it */
  readonly settings: Partial<ConditionInput>;
  /** the common settings that a search may change; the others are part of what the scheme is */
  readonly searched: readonly CommonSetting[];
}

/** For schemes that handle small changes themselves, so that the learner must not drop them. */
const noThreshold = { threshold: 0 };
/** Tiki-Taka turns changes into stochastic pulses (Gokmen and Haensch 2020). */
const tikiTaka = { ...noThreshold, pulses: 'stochastic' };
/** Packets are counted on the device's curve, and the learner must not drop small changes (docs/packets.md). */
const packets = { ...noThreshold, pulses: 'stochastic-inverse' };

/** Where many cells share a visit, α is too small for counts on the curve: equal steps learn faster near 0 (docs/packets.md). */
const carried = ({ oneHot }: TaskKind): Partial<ConditionInput> => (oneHot ? packets : noThreshold);

/** The name of ideal memory among the schemes. */
export const IDEAL = 'ideal';

/** The feedback of the article, with one change at most: only that change and the learning rate are searched. */
const article = (settings: Partial<ConditionInput>, ...searched: CommonSetting[]): Candidate => ({
  settings: { scheme: 'self-correcting', ...settings },
  searched,
});

/** A scheme with everything searched that it can be set to. */
const free = (scheme: string, settings: Partial<ConditionInput> = {}): Candidate => ({
  settings: { scheme, ...settings },
  searched: commonSettings,
});

/** The settings of a scheme that suit a task, where it names some. */
function suited({ comparison }: TaskKind, scheme: string): Partial<ConditionInput> {
  const settings = comparison?.schemeSettings?.[scheme];
  return settings ? { schemeSettings: settings } : {};
}

/** The schemes that can be compared, by name. Ideal memory runs once per comparison, without noise. */
const candidates: Record<string, (task: TaskKind) => Candidate> = {
  [IDEAL]: () => ({ settings: { bank: 'ideal' }, searched: [] }),
  'self-correcting': () => article({}),
  'inverse-pulses': () => article({ pulses: 'inverse' }),
  'stochastic-rounding': () => article({ pulses: 'stochastic', ...noThreshold }),
  'dead-zone': (task) => ({
    settings: { scheme: 'dead-zone', ...suited(task, 'dead-zone') },
    searched: [],
  }),
  'averaged-reads': () => article({ averaging: 4 }, 'averaging'),
  'composed-feedback': () => free('self-correcting', { pulses: 'inverse', averaging: 4 }),
  sign: () => free('sign'),
  'write-verify': () => free('write-verify'),
  'averaged-verify': () => free('write-verify', { schemeSettings: { reads: 4 } }),
  'mixed-precision': () => free('mixed-precision', noThreshold),
  'multi-memristive': () => free('multi-memristive'),
  'differential-pair': () => free('differential-pair'),
  'zero-shifting': () => free('zero-shifting'),
  'tiki-taka-v1': () => free('tiki-taka-v1', tikiTaka),
  'tiki-taka-v2': () => free('tiki-taka-v2', tikiTaka),
  'chopped-tiki-taka': () => free('chopped-tiki-taka', tikiTaka),
  agad: () => free('agad', tikiTaka),
  'open-loop': () => free('open-loop'),
  'carried-packets': (task) =>
    free('carried-packets', { ...carried(task), ...suited(task, 'carried-packets') }),
  'diffused-packets': () => free('diffused-packets', packets),
};

/** Whether a name is one of a plugin: plugin/name. */
export function ofPlugin(name: string): boolean {
  return name.includes('/');
}

/** What can be compared now: the candidates above, and each scheme of a plugin with its default settings. */
export function presentCandidates(): typeof candidates {
  const others = catalogue.schemes.names.filter(ofPlugin);
  return { ...candidates, ...Object.fromEntries(others.map((scheme) => [scheme, () => free(scheme)])) };
}
