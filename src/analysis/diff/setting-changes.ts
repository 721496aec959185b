import { enginesOf } from '../../runs/manifest.js';
import type { FinishedRun } from './finished-run.js';

/** A setting with two values; null where a run does not state it, because it has the default. */
export interface SettingChange {
  setting: string;
  a: string | null;
  b: string | null;
}

/** Settings that are not compared: conditions are compared one by one, seeds are paired, and a name says nothing. */
const APART = ['conditions', 'engine', 'seeds', 'firstSeed', 'name', 'plugins', 'devices'];

/** What differs between two runs as a whole: version, settings, devices, plugins. */
export function runChanges(a: FinishedRun, b: FinishedRun): SettingChange[] {
  return changesBetween(factsOf(a), factsOf(b));
}

/** What differs between a condition of A and one of B, beyond what differs between the runs. */
export function conditionChanges(a: FinishedRun, b: FinishedRun, [i, j]: [number, number]): SettingChange[] {
  return changesBetween(conditionFacts(a, i), conditionFacts(b, j));
}

function factsOf({ manifest, experiment }: FinishedRun): Map<string, string> {
  const { memloop, devices, plugins = [] } = manifest;
  return new Map([
    ['memloop', memloop],
    ['devices', `${experiment.devices} (${devices.count}, SHA-256 ${devices.sha256.slice(0, 8)})`],
    ...flat(experiment),
    ...plugins.map(({ name, version, sha256 }): [string, string] => [
      `plugin ${name}`,
      `${version ?? 'no version'} (SHA-256 ${sha256.slice(0, 8)})`,
    ]),
  ]);
}

function conditionFacts({ manifest, experiment }: FinishedRun, place: number): Map<string, string> {
  return new Map([...flat(experiment.conditions[place]), ['engine', enginesOf(manifest)[place]]]);
}

/** All settings below an object, by path. */
function flat(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, one]: [string, unknown]): [string, string][] => {
    if (path === '' && APART.includes(name)) return [];
    if (typeof one === 'object' && one !== null && !Array.isArray(one)) return flat(one, `${path}${name}.`);
    return [[`${path}${name}`, typeof one === 'string' ? one : JSON.stringify(one)]];
  });
}

function changesBetween(a: Map<string, string>, b: Map<string, string>): SettingChange[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((setting) => ({ setting, a: a.get(setting) ?? null, b: b.get(setting) ?? null }))
    .filter((change) => change.a !== change.b);
}
