import type { TaskKind } from '../../../envs/task-kind.js';
import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { Budget, Effort } from '../../experiment/comparison-plan.js';
import type { ConditionInput } from '../../experiment/condition.js';
import { ExperimentError, type ExperimentInput } from '../../experiment/experiment.js';
import { defaultNoise, type NoiseChoice } from '../../experiment/noise-choice.js';
import type { Round } from '../tuning/search.js';
import { IDEAL, presentCandidates, type Candidate } from './candidates.js';

/** The scheme that others are compared with where nothing is said. */
const DEFAULT_REFERENCE = 'self-correcting';
/** The fitted noises that are compared. */
const FITTED = ['write', 'read', 'pulse'] as const;

/** A scheme in a comparison, under its name. */
export interface Rival extends Candidate {
  readonly name: string;
  /** names of the settings that a user gave, which stay as they are */
  readonly fixed: readonly string[];
  /** the only one in which it takes part; left out for those of the contest */
  readonly bank?: string;
  readonly noise?: NoiseChoice;
}

/** Where schemes are compared: a device model with a noise. */
export interface Arena {
  readonly bank: string;
  readonly noise: NoiseChoice;
}

/** What is compared: rivals in arenas, before anything is tuned. */
export interface Contest {
  /** the experiment without its conditions */
  readonly common: Omit<ExperimentInput, 'conditions'>;
  readonly rivals: readonly Rival[];
  readonly arenas: readonly Arena[];
  readonly reference: string;
  readonly budget: Budget;
  readonly tuning: Effort;
  /** of each search; left out for those of the effort */
  readonly rounds?: readonly Round[];
}

/** The candidate of a name, as a rival of that name. */
export function rivalOf(name: string, task: TaskKind): Rival {
  return { name, ...presentCandidates()[name](task), fixed: [] };
}

/** How schemes are compared in a task. @throws UsageError where more steps are better */
export function comparisonOf(environment: string): NonNullable<TaskKind['comparison']> {
  const names = catalogue.tasks.entries.filter(([, task]) => task.comparison).map(([name]) => name);
  const expected = `expected one of ${names.join(', ')}${nearest(environment, names)}`;
  if (!catalogue.tasks.has(environment)) throw new UsageError(`got the task "${environment}": ${expected}`);
  const { comparison } = catalogue.tasks.get(environment);
  if (comparison) return comparison;
  throw new UsageError(
    `got the task "${environment}", in which more steps are better: ${expected}, for schemes are compared by the fewest steps`,
  );
}

/** The names of the device models that are exact memories. */
export function exactBanks(): string[] {
  return catalogue.devices.entries.filter(([, { exact }]) => exact).map(([name]) => name);
}

/** The arenas of banks and noises; without noises, those that suit each bank. */
export function arenasOf(banks: readonly string[], noises?: readonly NoiseChoice[]): Arena[] {
  const suited = (bank: string): readonly NoiseChoice[] =>
    catalogue.devices.get(bank).noise === 'fitted' ? FITTED : [defaultNoise(bank)];
  return banks.flatMap((bank) => (noises ?? suited(bank)).map((noise) => ({ bank, noise })));
}

/** Whether a rival is ideal memory, which has an arena of its own. */
export function isIdeal({ settings: { bank } }: Candidate): boolean {
  return bank !== undefined && catalogue.devices.get(bank).exact === true;
}

/**
 * The rivals that were asked for, in the order of the catalogue, and always the reference.
 * @throws UsageError that names the option and the allowed names
 */
export function rivalsOf(
  task: TaskKind,
  reference = DEFAULT_REFERENCE,
  schemes?: readonly string[],
): Rival[] {
  const all = Object.keys(presentCandidates());
  const known = (option: string, name: string, expected: string[]) => {
    if (expected.includes(name)) return;
    const number = option === '--schemes' ? 'some' : 'one';
    throw new UsageError(
      `${option}: got "${name}": expected ${number} of ${expected.join(', ')}${nearest(name, expected)}`,
    );
  };
  known('--reference', reference, all.filter((name) => name !== IDEAL)); // prettier-ignore
  schemes?.forEach((name) => known('--schemes', name, all));
  const wanted = new Set([...(schemes ?? all), reference]);
  return all.filter((name) => wanted.has(name)).map((name) => rivalOf(name, task));
}

/** The name of the scheme that all others are compared with. */
export function referenceOf(rivals: readonly Rival[], asked?: string): string {
  const names = rivals.filter((rival) => !isIdeal(rival)).map(({ name }) => name);
  if (asked === undefined) return names.includes(DEFAULT_REFERENCE) ? DEFAULT_REFERENCE : names[0];
  if (names.includes(asked)) return asked;
  throw new ExperimentError(
    `reference: got "${asked}": expected one of ${names.join(', ')}${nearest(asked, names)}`,
    ['reference'],
  );
}

/** A rival with some settings of a user, which no search changes. */
export function withSettings(rival: Rival, written: Partial<ConditionInput>): Rival {
  const { settings, fixed } = rival;
  const schemeSettings = { ...settings.schemeSettings, ...written.schemeSettings };
  const given = [...Object.keys(written), ...Object.keys(written.schemeSettings ?? {})];
  return {
    ...rival,
    settings: { ...settings, ...written, ...(Object.keys(schemeSettings).length > 0 && { schemeSettings }) },
    fixed: [...fixed, ...given],
  };
}
