import { complaint } from '../../core/complaint.js';
import { catalogue } from '../catalogue.js';
import { conditionForm } from '../condition.js';
import { ExperimentError, misformed, parseExperiment, type Experiment } from '../experiment.js';
import { noiseLabel, type NoiseChoice } from '../noise-choice.js';
import { learnerSettingsShape, schemeSettingsShape } from '../settings-form.js';
import { joined, overlaid, settingAt, settingsWithin, type ArraySetup } from '../array/array-setup.js';
import { ARRAY, sweepForm } from './sweep-form.js';
import { refuseUnranked } from './refuse-unranked.js';
import { untilOf, type Until } from './until.js';

/** The settings that a sweep varies, each with its values. */
export type SweptSettings = Record<string, (string | number | boolean)[]>;

/** Of what a run's conditions are the combinations: condition by condition, the last setting varying fastest. */
export interface Sweep {
  settings: SweptSettings;
  /** names of the conditions in which every combination is run */
  conditions: string[];
}

/** An experiment whose conditions are the combinations of a sweep. */
export interface SweptExperiment {
  experiment: Experiment;
  sweep: Sweep;
  /** when it stops, for an adaptive sweep */
  until?: Until;
}

type Settings = Record<string, unknown>;

/** Conditions that one run may have. */
const MOST_CONDITIONS = 1000;

/** Checks a sweep and expands it: every combination in every condition. @throws ExperimentError that names the path and what is allowed */
export function parseSweep(value: unknown): SweptExperiment {
  const parsed = sweepForm().safeParse(value);
  if (!parsed.success) {
    throw misformed(parsed.error.issues, value);
  }
  const { sweep: _, until: stop, conditions: written, ...common } = parsed.data;
  // As written: the form would put the settings into its own order.
  const settings = (value as { sweep: SweptSettings }).sweep;
  refuseDouble(common, settings, []);
  written?.forEach((condition, i) => refuseDouble(condition, settings, ['conditions', i]));
  const bases = written ?? defaultConditions(common.environment, settings);
  refuseMany(settings, bases.length);
  const names = bases.map(baseName);
  refuseSameNames(names);
  const conditions = bases.flatMap((base, i) =>
    combinations(settings).map((combination) => {
      const name = bases.length > 1 ? `${names[i]}: ${label(combination)}` : label(combination);
      return checked({ ...set(base, combination), name }, settings, i);
    }),
  );
  const experiment = parseExperiment({ ...common, conditions });
  const until = stop && untilOf(stop);
  if (until) refuseUnranked(experiment, until);
  return { experiment, sweep: { settings, conditions: names }, ...(until && { until }) };
}

/** A condition with a combination: settings of a scheme and of a learner have a place of their own. */
function set(base: Settings, combination: Settings): Settings {
  const condition: Settings = { ...base };
  let array: ArraySetup | undefined;
  for (const [setting, value] of Object.entries(combination)) {
    if (setting.startsWith(ARRAY)) {
      array = joined(array, settingAt(setting.slice(ARRAY.length), value));
      continue;
    }
    const group = groupOf(setting);
    if (group === undefined) condition[setting] = value;
    else condition[group] = { ...(condition[group] as Settings), [setting]: value };
  }
  if (array) condition['array'] = overlaid(condition['array'] as ArraySetup | undefined, array);
  return condition;
}

/** Where a condition has a setting of its scheme or learner; undefined for its other settings. */
function groupOf(setting: string): string | undefined {
  if (Object.hasOwn(schemeSettingsShape(), setting)) return 'schemeSettings';
  return Object.hasOwn(learnerSettingsShape(), setting) ? 'learnerSettings' : undefined;
}

/** Every combination of the values, the last setting varying fastest. */
export function combinations(settings: SweptSettings): Settings[] {
  return Object.entries(settings).reduce<Settings[]>(
    (before, [setting, values]) =>
      before.flatMap((combination) => values.map((value) => ({ ...combination, [setting]: value }))),
    [{}],
  );
}

/** A setting has its values from one place. */
function refuseDouble(written: object, settings: SweptSettings, path: PropertyKey[]): void {
  const { array = {} } = written as { array?: ArraySetup };
  const within = settingsWithin({ array });
  const found = [...Object.entries(written), ...within].find(([setting]) => Object.hasOwn(settings, setting));
  if (!found) return;
  const [setting, value] = found;
  const place = [...path, ...setting.split('.')];
  throw new ExperimentError(
    `${place.join('.')}: got ${JSON.stringify(value)}: expected no value here, because sweep.${setting} has some`,
    place,
  );
}

/** The task's own conditions; a single one where their banks are swept. */
function defaultConditions(environment: string, settings: SweptSettings): Settings[] {
  return 'bank' in settings
    ? [{}]
    : catalogue.tasks.get(environment).defaults.conditions.map((one) => ({ ...one }));
}

function refuseMany(settings: SweptSettings, bases: number): void {
  const count = Object.values(settings).reduce((product, { length }) => product * length, bases);
  if (count <= MOST_CONDITIONS) return;
  throw new ExperimentError(
    `sweep: got ${count} combinations of settings and conditions: expected at most ${MOST_CONDITIONS}`,
    ['sweep'],
  );
}

function refuseSameNames(names: string[]): void {
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice < 0) return;
  throw new ExperimentError(
    `conditions.${twice}.name: got "${names[twice]}" a second time: expected names that differ`,
    ['conditions', twice],
  );
}

function baseName({ name, ...settings }: Settings, i: number): string {
  return typeof name === 'string' ? name : label(settings) || `condition ${i + 1}`;
}

/** Settings with their values in words; names of conditions hold no commas. */
function label(settings: Settings): string {
  return Object.entries(settings)
    .map(([setting, value]) => `${setting} ${worded(setting, value as string | number | boolean | object)}`)
    .join(' / ');
}

function worded(setting: string, value: string | number | boolean | object): string {
  if (typeof value !== 'object') return String(value);
  if (setting === 'noise') return noiseLabel(value as NoiseChoice);
  if (setting === 'array')
    return settingsWithin(value)
      .map(([place, chosen]) => `${place} ${String(chosen)}`)
      .join(' ');
  return Object.entries(value as Settings)
    .flat()
    .join(' ');
}

function checked(condition: Settings, settings: SweptSettings, base: number): Settings {
  const parsed = conditionForm().safeParse(condition);
  if (parsed.success) return condition;
  const [issue] = parsed.error.issues;
  const [setting, value] = whoseFault(issue.path, condition);
  const place = setting in settings ? ['sweep', setting] : ['conditions', base, setting];
  const fault = complaint([{ ...issue, path: [] }], value);
  throw new ExperimentError(
    `${place.join('.')}: ${fault} (combination "${String(condition['name'])}")`,
    place,
  );
}

function whoseFault(path: PropertyKey[], condition: Settings): [setting: string, value: unknown] {
  const [first, second] = path;
  const setting = String(first);
  if (!setting.endsWith('Settings') || second === undefined) return [setting, condition[setting]];
  return [String(second), (condition[setting] as Settings)[String(second)]];
}
