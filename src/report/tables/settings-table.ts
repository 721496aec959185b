import type { Manifest } from '../../runs/manifest.js';
import type { Summary } from '../../runs/summary.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import { settingsWithin } from '../../experiment/array/array-setup.js';
import { noiseLabel, type NoiseChoice } from '../../experiment/noise-choice.js';
import { count } from '../page/caption.js';
import { conditionName, escapeHtml, htmlTable } from '../page/html.js';

/** The settings of each condition as an HTML table, without those that the experiment sets for all conditions. */
export function choicesTable({ conditions }: Summary, { experiment }: Manifest): string {
  const settings = new Set(conditions.flatMap(({ settings }) => Object.keys(settings)));
  const isOwn = (name: string) =>
    !(name in experiment) || conditions.some(({ settings }) => settings[name] !== experiment[name]);
  const own = [...settings].filter(isOwn);
  return htmlTable(
    'Settings that each condition has of its own.',
    ['condition', ...own.map(escapeHtml)],
    conditions.map(({ name, settings }) => [
      conditionName(name),
      ...own.map((choice) => value(inWords(choice, settings[choice]))),
    ]),
  );
}

/** The settings of all conditions, and what is needed to repeat the experiment, as an HTML list. */
export function provenanceList({
  memloop,
  experiment,
  devices,
  seeds,
  sweep,
  plugins = [],
}: Manifest): string {
  const settings = Object.entries({ ...experiment, ...valuesInWords(sweep) }).filter(
    ([name]) => name !== 'conditions' && name !== 'seeds',
  );
  return definitions([
    ...settings.map(([name, setting]): [string, string] => [escapeHtml(name), value(inWords(name, setting))]),
    ['seeds', escapeHtml(seedsInWords(seeds))],
    ['device data', `${count(devices.count, 'device')}: ${escapeHtml(devices.source)}`],
    ['licence of the data', escapeHtml(devices.licence ?? 'not stated')],
    ['SHA-256 of the device file', `<code>${escapeHtml(devices.sha256)}</code>`],
    ...plugins.map(({ name, version, sha256 }): [string, string] => [
      `plugin ${escapeHtml(name)}`,
      `${version === null ? 'no version' : `version ${escapeHtml(version)}`}, SHA-256 <code>${escapeHtml(sha256)}</code>`,
    ]),
    ['memloop', `version ${escapeHtml(memloop)}`],
  ]);
}

/** Every swept setting with all its values. */
function valuesInWords(sweep?: Sweep): Record<string, string> {
  const settings = Object.entries(sweep?.settings ?? {});
  return Object.fromEntries(settings.map(([name, values]) => [name, values.join(', ')]));
}

function definitions(entries: [string, string][]): string {
  return `<dl>\n${entries.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('\n')}\n</dl>`;
}

/** Noise and array in words; other settings as they are. */
function inWords(name: string, setting: unknown): unknown {
  if (name === 'array' && setting) return arrayInWords(setting);
  const parts = name === 'noise' && typeof setting === 'object' && setting !== null;
  return parts ? noiseLabel(setting as NoiseChoice) : setting;
}

function arrayInWords(array: object): string {
  return settingsWithin(array)
    .map(([place, chosen]) => `${place} ${String(chosen)}`)
    .join(', ');
}

function value(setting: unknown): string {
  if (setting === undefined) return '–';
  return escapeHtml(typeof setting === 'string' ? setting : JSON.stringify(setting));
}

function seedsInWords(seeds: number[]): string {
  const first = seeds[0];
  const inRow = seeds.every((seed, i) => seed === first + i);
  return `${seeds.length} (${inRow && seeds.length > 2 ? `${first} … ${first + seeds.length - 1}` : seeds.join(', ')})`;
}
