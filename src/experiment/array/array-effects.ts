import { decadesOf } from '../../../devices/array/wires/write-handling.js';
import { completeWires, type WireSettings } from '../../../devices/array/wires/wire-settings.js';
import type { DeviceBank } from '../../../devices/device-bank.js';
import { SlowedBank } from '../../../devices/wrappers/slowed-bank.js';
import type { ReliabilityKind, UnreliableArray } from '../../../devices/wrappers/reliability-kind.js';
import type { Streams } from '../../core/random-stream.js';
import { completeSettings, type Settings } from '../../core/setting.js';
import { catalogue } from '../catalogue.js';
import { ROOM } from '../resting-agent.js';
import { partOf } from './array-of.js';
import type { ArraySetup, ReliabilityChoice } from './array-setup.js';
import { writeSharesOf } from './write-shares.js';

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
        kind.wrap(inner, settingsOf(kind, effects[name]), {
          ...array,
          random: random(`reliability ${name}`),
        }),
      bank,
    );
}

/** A bank with the reliability effects of its array around it. With wires, it knows pulses at a share of their voltage.
 * @param random the streams of the seed and this array */
export function withEffects(
  bank: DeviceBank,
  setup: ArraySetup | undefined,
  columns: number,
  random: Streams,
): DeviceBank {
  const { reliability = {}, kelvin = ROOM } = setup ?? {};
  const wires = partOf<WireSettings>(setup?.wires);
  const writeShares = wires && writeSharesOf(bank, columns, wires);
  // Effects feel the pulses that are sent, so what the wires leave of them is innermost.
  const slowed = !wires || bank.heedsShares ? bank : new SlowedBank(bank, decadesOf(completeWires(wires)));
  return aroundWith(reliability, random, { columns, kelvin, ...(writeShares && { writeShares }) })(slowed);
}

function settingsOf(
  { settings: shape, fill }: ReliabilityKind,
  written: number | Partial<Settings>,
): Settings {
  if (typeof written === 'object') return completeSettings(shape, fill?.(written) ?? written);
  return Object.fromEntries(Object.keys(shape).map((name) => [name, written]));
}
