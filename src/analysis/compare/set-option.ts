import { complaint } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { settingFault } from '../../core/setting.js';
import { catalogue } from '../../experiment/catalogue.js';
import { overlaid } from '../../experiment/array/array-setup.js';
import { writtenSetting } from '../../experiment/array/written-array.js';
import { conditionForm, type ConditionInput } from '../../experiment/condition.js';
import { ARRAY } from '../../experiment/sweep/sweep-form.js';
import { withSettings, type Contest, type Rival } from './contest.js';

/** The settings of a condition that an option can set, beside those of its scheme. */
const SETTABLE = [
  'learningRate',
  'discount',
  'temperature',
  'threshold',
  'pulses',
  'averaging',
  'walk',
  'learner',
];

/** A contest with settings that an option gives: scheme.setting=value, or setting=value for all that have it; array.setting=value for the array of all. @throws UsageError that names what can be set */
export function withOptions(contest: Contest, options: readonly string[]): Contest {
  return options.reduce(withOption, contest);
}

function withOption(contest: Contest, option: string): Contest {
  if (!option.startsWith(ARRAY)) return { ...contest, rivals: set(contest.rivals, option) };
  const array = overlaid(contest.common.array, writtenSetting(option.slice(ARRAY.length), '--set'));
  return { ...contest, common: { ...contest.common, array } };
}

function set(rivals: readonly Rival[], option: string): Rival[] {
  const [, target, name, text] = /^(?:(.+)\.)?([^.=]+)=(.+)$/.exec(option) ?? [];
  if (name === undefined || text === undefined)
    throw new UsageError(`--set: got "${option}": expected scheme.setting=value, as in write-verify.tolerance=0.02`);
  const names = rivals.map((rival) => rival.name);
  if (target !== undefined && !names.includes(target))
    throw new UsageError(`--set: got the scheme "${target}": expected one of ${names.join(', ')}${nearest(target, names)}`);
  if (target !== undefined)
    return rivals.map((rival) => (rival.name === target ? withSettings(rival, written(rival, name, text, option)) : rival));
  const having = rivals.filter((rival) => settable(rival).includes(name));
  if (having.length === 0) written(rivals[0], name, text, option);
  return rivals.map((rival) => (having.includes(rival) ? withSettings(rival, written(rival, name, text, option)) : rival));
} // prettier-ignore

/** The names of the settings that an option can set of a rival. */
function settable({ settings }: Rival): string[] {
  return [...Object.keys(catalogue.schemes.get(settings.scheme ?? 'self-correcting').settings), ...SETTABLE];
}

function written(rival: Rival, name: string, text: string, option: string): Partial<ConditionInput> {
  const scheme = rival.settings.scheme ?? 'self-correcting';
  const { settings } = catalogue.schemes.get(scheme);
  const own = Object.keys(settings);
  const value = Number.isNaN(Number(text)) ? text : Number(text);
  if (own.includes(name)) {
    const fault = settingFault(scheme, settings, { [name]: Number(text) });
    if (fault) throw new UsageError(`--set ${scheme}.${name}: got ${text}: ${fault.expected}`);
    return { schemeSettings: { [name]: Number(text) } };
  }
  if (SETTABLE.includes(name)) {
    const form = conditionForm().shape[name as 'learningRate'];
    const { error } = form.safeParse(value);
    if (!error) return { [name]: value };
    throw new UsageError(`--set ${name}: ${complaint(error.issues, value)}`);
  }
  const all = [...own, ...SETTABLE];
  throw new UsageError(`--set: got "${option}": expected a setting of ${scheme}, one of ${all.join(', ')}${nearest(name, all)}`);
} // prettier-ignore
