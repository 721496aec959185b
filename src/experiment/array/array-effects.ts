import type { DeviceBank } from '../../../devices/device-bank.js';
import type { UnreliableArray } from '../../../devices/wrappers/reliability-kind.js';
import type { Streams } from '../../core/random-stream.js';
import { completeSettings, type Settings, type SettingShape } from '../../core/setting.js';
import { catalogue } from '../catalogue.js';

/** The reliability effects of an array by name, each with settings that differ from its defaults, or the value of its only setting. */
export type ReliabilityChoice = Readonly<Record<string, number | Partial<Settings>>>;

/** What puts the effects around a bank, in the order of the catalogue: the first one is innermost. @param array of which kelvin is the temperature at the start */
export function aroundWith(
  effects: ReliabilityChoice,
  random: Streams,
  array: Omit<UnreliableArray, 'random'>,
): (bank: DeviceBank) => DeviceBank {
  const chosen = catalogue.reliability.entries.filter(([name]) => effects[name] !== undefined);
  return (bank) =>
    chosen.reduce(
      (inner, [name, kind]) =>
        kind.wrap(inner, settingsOf(kind.settings, effects[name]), {
          ...array,
          random: random(`reliability ${name}`),
        }),
      bank,
    );
}

function settingsOf(shape: SettingShape, written: number | Partial<Settings>): Settings {
  if (typeof written === 'object') return completeSettings(shape, written);
  return Object.fromEntries(Object.keys(shape).map((name) => [name, written]));
}
