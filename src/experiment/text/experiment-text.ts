import { completeSettings, type Setting, type Settings, type SettingShape } from '../../core/setting.js';
import type { Kinds } from '../../core/kinds.js';
import { catalogue } from '../catalogue.js';
import { learnerName, type Condition } from '../condition.js';
import { experimentJsonSchema, type Experiment } from '../experiment.js';
import { CommentedYaml, scalar } from './commented-yaml.js';

/** What of a JSON Schema tells what a setting means. */
interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

type Described = Kinds<{ readonly meaning: string; readonly settings?: SettingShape }>;

/** Keys whose values are names of kinds, and the kinds. */
const NAMED: Readonly<Record<string, Described>> = {
  environment: catalogue.tasks,
  bank: catalogue.devices,
  pulses: catalogue.pulses,
  scheme: catalogue.schemes,
  learner: catalogue.learners,
};

/** Keys of settings, and the key of the kind that has them. */
const OWNERS: Readonly<Record<string, string>> = {
  taskSettings: 'environment',
  bankSettings: 'bank',
  schemeSettings: 'scheme',
  learnerSettings: 'learner',
};

type Values = Readonly<Record<string, unknown>>;

/**
 * An experiment as a YAML file that runs the same: every setting is there, with its meaning and unit from the forms.
 *
 * @param heading comments above it, a line each @param plugins modules that it needs
 */
export function experimentText(
  experiment: Experiment,
  heading: readonly string[],
  plugins: readonly string[] = [],
): string {
  const yaml = new CommentedYaml();
  for (const line of heading) yaml.comment(line, '', line);
  yaml.space();
  const { conditions, ...common } = completed(experiment, plugins);
  const schema = experimentJsonSchema() as Schema;
  writeObject(yaml, common, schema, ['', ''], '');
  yaml.space();
  yaml.comment(within(schema, 'conditions')?.description, '', 'conditions');
  yaml.key('', 'conditions');
  const ofCondition = within(schema, 'conditions')?.items;
  for (const condition of conditions) {
    writeObject(yaml, condition, ofCondition, ['  - ', '    '], 'conditions');
  }
  return yaml.text();
}

/** All settings, the defaults too, in the order in which they are written. */
function completed(experiment: Experiment, plugins: readonly string[]): Values & { conditions: Values[] } {
  const { environment, taskSettings, engine = 'auto', board, conditions, ...sizes } = experiment;
  const { devices, population, firstSeed, seeds, ...others } = sizes;
  return {
    ...(plugins.length > 0 && { plugins }),
    environment,
    ...settingsOf('taskSettings', catalogue.tasks.get(environment).settings, taskSettings),
    seeds,
    firstSeed,
    ...others,
    devices,
    ...(population !== undefined && { population }),
    engine,
    ...(board && { board }),
    conditions: conditions.map(completedCondition),
  };
}

function completedCondition(condition: Condition): Values {
  const { name, bank, bankSettings, noise, pulses, scheme, schemeSettings, averaging, walk, ...rest } =
    condition;
  const { learner: _, learnerSettings, sigma, ...learning } = rest;
  const learner = learnerName(condition);
  return {
    name,
    bank,
    ...settingsOf('bankSettings', catalogue.devices.get(bank).settings, bankSettings),
    noise,
    ...(sigma !== undefined && { sigma }),
    pulses,
    scheme,
    ...settingsOf('schemeSettings', catalogue.schemes.get(scheme).settings, schemeSettings),
    averaging: averaging ?? 1,
    walk,
    learner,
    ...settingsOf('learnerSettings', catalogue.learners.get(learner).settings, learnerSettings),
    ...learning,
  };
}

function settingsOf(
  key: string,
  shape: SettingShape,
  written: Settings | undefined,
): Record<string, Settings> {
  return Object.keys(shape).length === 0 ? {} : { [key]: completeSettings(shape, written) };
}

/** @param starts before the first key, and before the others @param place of the object: what was said there is not said again */
function writeObject(
  yaml: CommentedYaml,
  values: Values,
  schema: Schema | undefined,
  [first, others]: readonly [string, string],
  place: string,
): void {
  let start = first;
  for (const [key, value] of Object.entries(values)) {
    // A list's dash stands before the first key, and its comment above the dash.
    const indent = start === others ? others : others.slice(2);
    const own = ownSettings(values, key);
    const about = own ? `${key} of ${own.description}` : `${place}.${key}`;
    yaml.comment(within(schema, key)?.description, indent, `${place}.${key}`);
    yaml.comment(chosenKind(key, value), indent, `${key} ${String(value)}`);
    yaml.key(start, key, onOneLine(value));
    if (onOneLine(value) === undefined)
      writeObject(yaml, value as Values, own ?? within(schema, key), [`${others}  `, `${others}  `], about);
    start = others;
  }
}

/** What a chosen kind is. */
function chosenKind(key: string, value: unknown): string | undefined {
  if (!Object.hasOwn(NAMED, key) || typeof value !== 'string') return undefined;
  return `${value}: ${NAMED[key].get(value).meaning}`;
}

/** The settings of the kind that an object has chosen, with their meanings, ranges and defaults. */
function ownSettings(values: Values, key: string): Schema | undefined {
  const owner = OWNERS[key];
  if (owner === undefined) return undefined;
  const name = String(values[owner]);
  const settings = Object.entries<Setting>(NAMED[owner].get(name).settings ?? {});
  const properties = settings.map(([setting, { meaning, minimum, maximum, default: usual }]) => {
    return [
      setting,
      { description: `${meaning} (from ${minimum} to ${maximum}, default ${usual})` },
    ] as const;
  });
  return { description: name, properties: Object.fromEntries(properties) };
}

/** A value that fits on the line of its key. */
function onOneLine(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return scalar(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  return Object.keys(value as object).length === 0 ? '{}' : undefined;
}

/** The schema of a key, in whichever alternative has it. */
function within(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema === undefined) return undefined;
  const { properties, additionalProperties, anyOf = [] } = schema;
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  const found = anyOf.map((one) => within(one, key)).find((one) => one !== undefined);
  return found ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}
