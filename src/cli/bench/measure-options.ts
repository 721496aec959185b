import { Option, type Command } from 'commander';
import type { MeasurementKind } from '../../bench/measure/measurement-kind.js';
import type { Settings } from '../../core/setting.js';
import { quantity, wholeNumber } from '../options.js';
import { optionName } from './characterisation-journal.js';

/** Gives a command the settings of a measurement as options, and its defaults to the options that it has. */
export function withMeasurementSettings(
  command: Command,
  { settings, defaults = {} }: MeasurementKind,
): Command {
  for (const [name, value] of Object.entries(defaults)) {
    const option = command.options.find((each) => each.attributeName() === name)!;
    option.default(value);
    command.setOptionValueWithSource(name, value, 'default');
  }
  for (const [name, { whole, minimum, maximum, meaning, default: value }] of Object.entries(settings)) {
    const flags = `${optionName(name)} <n>`;
    const option: Option = whole
      ? wholeNumber(flags, meaning, minimum, maximum)
      : quantity(flags, meaning, minimum, maximum);
    command.addOption(option.default(value));
  }
  return command;
}

/** The settings of a measurement among the options of its command. */
export function measurementSettings({ settings }: MeasurementKind, options: object): Settings {
  const given = options as Settings;
  return Object.fromEntries(Object.keys(settings).map((name) => [name, given[name]]));
}
