import { shellWord } from '../../core/shell-word.js';
import type { Command } from 'commander';
import { walkNames } from '../../../devices/vcm/cycle-walk.js';
import { catalogue } from '../../experiment/catalogue.js';
import { defined } from '../../experiment/condition.js';
import { otherSetting, type OtherSetting } from '../../reproduce/other-setting.js';
import { choice, wholeNumber } from '../options.js';
import { pluginOption } from '../plugin-option.js';
import { devicesOption } from '../run-options.js';
import { noiseOf, noiseOption } from '../noise-option.js';

/** What the options ask for; the noise as it was written. */
export interface SettingOptions extends Omit<OtherSetting, 'noise'> {
  noise?: string;
  plugin?: string[];
}

/** Adds the options that ask a figure for another setting. */
export function addSettingOptions(command: Command): Command {
  const options = [
    noiseOption('another noise'),
    choice('--bank <model>', 'another device model', catalogue.devices.names),
    choice('--scheme <scheme>', 'another scheme', catalogue.schemes.names),
    choice('--pulses <count>', 'another rule for the number of pulses of an update', catalogue.pulses.names),
    choice('--walk <walk>', 'another order in which a device uses its measured cycles', walkNames),
    wholeNumber('--seeds <n>', 'another number of independent runs of each condition', 1),
    wholeNumber('--first-seed <n>', 'number of the first seed', 0),
    devicesOption(),
    wholeNumber('--population <n>', 'draw n new devices from the distribution of the measured ones', 1),
    pluginOption(),
  ];
  for (const option of options) command.addOption(option);
  return command;
}

/** The setting that options ask for; undefined for the article's own. */
export function settingIn(options: SettingOptions): OtherSetting | undefined {
  const { noise, bank, scheme, pulses, walk, seeds, firstSeed, devices, population } = options;
  const others = { bank, scheme, pulses, walk, seeds, firstSeed, devices, population };
  return otherSetting(defined({ noise: noise === undefined ? undefined : noiseOf(noise), ...others }));
}

/** The options as they were given, for a command that is to be repeated. */
export function settingArguments({ plugin = [], ...options }: SettingOptions): string[] {
  const names = ['noise', 'bank', 'scheme', 'pulses', 'walk', 'seeds', 'firstSeed', 'devices', 'population'];
  const given = names.flatMap((name) => {
    const value = options[name as keyof typeof options];
    return value === undefined ? [] : [`--${name.replace('S', '-s')} ${shellWord(String(value))}`];
  });
  return [...given, ...plugin.map((module) => `--plugin ${shellWord(module)}`)];
}
