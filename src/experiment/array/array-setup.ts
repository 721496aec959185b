import type { AdcSettings, DacSettings } from '../../../devices/array/converters/converter-settings.js';
import { cellKinds } from '../../../devices/array/wires/cell-kinds.js';
import { waysToSayOhms, type WireSettings } from '../../../devices/array/wires/wire-settings.js';
import type { Settings } from '../../core/setting.js';
import type { EncodingName } from './encodings.js';

/** The reliability effects of an array by name, each with settings that differ from its defaults, or the value of its only setting. */
export type ReliabilityChoice = Readonly<Record<string, number | Partial<Settings>>>;

/** What an experiment or a condition says of the array that its devices are in. What is left out is ideal. */
export interface ArraySetup {
  /** a published array, whose parts these settings replace */
  readonly preset?: string;
  readonly encoding?: EncodingName;
  /** settings, or the word for none */
  readonly wires?: WireSettings | string;
  readonly dac?: DacSettings | string;
  readonly adc?: AdcSettings | string;
  /** how devices fail and drift, by the names of effects */
  readonly reliability?: ReliabilityChoice;
  /** how long a learning step takes at least */
  readonly stepSeconds?: number;
  /** how long devices rest before each episode but the first */
  readonly pauseSeconds?: number;
  /** temperature of the devices while they rest */
  readonly kelvin?: number;
}

type Parts = Readonly<Record<string, unknown>>;

/** Settings laid over others: part by part, and setting by setting within a part. What the upper settings of wires exclude is left out of the lower ones. */
export function overlaid(below: ArraySetup | undefined, above: ArraySetup | undefined): ArraySetup {
  const { wires } = below ?? {};
  const over = above?.wires;
  if (!isParts(wires) || !isParts(over)) return joined(below, above);
  return joined({ ...below, wires: without(excludedBy(over), wires) }, above);
}

/** Settings that belong together: part by part, and setting by setting within a part. */
export function joined(one: ArraySetup | undefined, other: ArraySetup | undefined): ArraySetup {
  return laidOver((one ?? {}) as Parts, (other ?? {}) as Parts);
}

/** The names of settings that cannot stand beside these. */
function excludedBy(wires: WireSettings): readonly string[] {
  const has = (name: string) => Object.hasOwn(wires, name);
  const ways = waysToSayOhms.filter((way: readonly string[]) => !way.some(has));
  const replaced = ways.length === waysToSayOhms.length ? [] : ways.flat();
  const { cell } = wires;
  const hasTransistors = cell === undefined || !Object.hasOwn(cellKinds, cell) || cellKinds[cell].selected;
  return hasTransistors ? replaced : [...replaced, 'accessOhms'];
}

function without(names: readonly string[], wires: WireSettings): WireSettings {
  return Object.fromEntries(Object.entries(wires).filter(([name]) => !names.includes(name)));
}

function laidOver(below: Parts, above: Parts): Parts {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, written] of Object.entries(above)) {
    const under = merged[name];
    merged[name] = isParts(under) && isParts(written) ? laidOver(under, written) : written;
  }
  return merged;
}

/** Every setting by its place, as `adc.bits`, with its value. */
export function settingsWithin(setup: object, start = ''): [place: string, value: unknown][] {
  return Object.entries(setup).flatMap(([name, value]): [string, unknown][] =>
    isParts(value) ? settingsWithin(value, `${start}${name}.`) : [[`${start}${name}`, value]],
  );
}

/** A single setting at its place, as an array. */
export function settingAt(place: string, value: unknown): ArraySetup {
  return place.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as ArraySetup;
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null;
}
