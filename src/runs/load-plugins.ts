import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RunError, UsageError } from '../core/errors.js';
import type { Experiment } from '../experiment/experiment.js';
import { addPlugin } from '../experiment/plugins.js';
import { findPlugin, sha256Of, type PluginRecord } from './find-plugin.js';
import { guarded } from './workers/guarded.js';

/** The plugins of this thread, by name. */
const loaded = new Map<string, PluginRecord>();

/**
 * Loads plugins and adds their kinds to the catalogue; one that is loaded already stays as it is.
 *
 * @param specifiers paths of modules, or names of packages @param directory from which they are meant
 * @throws UsageError with the first fault in one sentence
 */
export async function loadPlugins(specifiers: readonly string[], directory: string): Promise<void> {
  for (const specifier of specifiers) await load(findPlugin(specifier, resolve(directory)), false);
}

/**
 * Loads the plugins of a run as they were when it began; one that is loaded already must be the same.
 *
 * @param checked whether their kinds are known to keep their contracts
 * @throws UsageError if one is not there, or was changed
 */
export async function loadRecordedPlugins(records: readonly PluginRecord[] = [], checked = false): Promise<void> {
  for (const record of records) {
    const { sha256, path } = loaded.get(record.name) ?? { ...record, sha256: sha256Of(record.name, record.path) };
    if (sha256 !== record.sha256)
      throw new UsageError(
        `plugin ${record.name} (${path}): got a module that was changed after the run began: expected the SHA-256 ${record.sha256}; restore that module, or start a new run`,
      );
    await load(record, checked);
  }
} // prettier-ignore

/** The loaded plugins that an experiment has kinds of. */
export function pluginsOf(experiment: Experiment): PluginRecord[] {
  const names = kindNames(experiment);
  return [...loaded.values()].filter(({ name }) => names.some((kind) => kind.startsWith(`${name}/`)));
}

/** The names of all kinds that an experiment uses and that a plugin can bring. */
function kindNames({ environment, board, conditions }: Experiment): string[] {
  const ofConditions = conditions.flatMap(({ bank, scheme, learner, noise }) => [
    bank,
    scheme,
    ...(learner === undefined ? [] : [learner]),
    ...(typeof noise === 'object' ? Object.keys(noise) : []),
  ]);
  return [environment, ...(board?.as === undefined ? [] : [board.as]), ...ofConditions];
}

/** Whether the plugins of a run are loaded in this thread, so that it can be simulated. */
export function areLoaded(records: readonly PluginRecord[] = []): boolean {
  return records.every(({ name, sha256 }) => loaded.get(name)?.sha256 === sha256);
}

async function load(record: PluginRecord, checked: boolean): Promise<void> {
  const { name, path } = record;
  const present = loaded.get(name);
  if (present?.sha256 === record.sha256) return;
  if (present !== undefined)
    throw new UsageError(
      `plugin ${name} (${path}): got a second plugin of that name, beside ${present.path}: expected names that differ; rename one of the files`,
    );
  const plugin = await defaultExport(record);
  await guarded(() => addPlugin(name, path, plugin, checked)).catch((error: unknown) => {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`plugin ${name} (${path}): cannot be checked: ${firstLine(error)}`);
  });
  loaded.set(name, record);
}

async function defaultExport({ name, path }: PluginRecord): Promise<unknown> {
  try {
    const module = (await guarded(() => import(pathToFileURL(path).href))) as { default?: unknown };
    return module.default;
  } catch (error) {
    const remedy = /\.[cm]?tsx?$/.test(path)
      ? 'compile it to JavaScript and name that file'
      : `run "node ${path}" to see where`;
    throw new UsageError(`plugin ${name} (${path}): cannot be loaded: ${firstLine(error)}; ${remedy}`);
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0];
}

/** A plugin failed while it learned. */
export class PluginError extends RunError {}

/** What went wrong in a seed, if plugins took part in it: with those of the stack, or else all. */
export function pluginFault(
  error: unknown,
  experiment: Experiment,
  condition: number,
  seed: number,
): string | undefined {
  const { conditions } = experiment;
  const taking = pluginsOf({ ...experiment, conditions: [conditions[condition]] });
  if (taking.length === 0) return undefined;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const guilty = taking.filter(({ path }) => stack.includes(pathToFileURL(path).href));
  const names = (guilty.length > 0 ? guilty : taking).map(({ name }) => name);
  const { name } = conditions[condition];
  return `plugin ${names.join(' or ')} failed in seed ${seed} of condition "${name}": ${firstLine(error)}`;
}

/** Refuses a result whose plugins are not loaded as they were. @throws UsageError with the remedy */
export function refuseOtherPlugins(path: string, records: readonly PluginRecord[]): void {
  for (const { name, sha256 } of records) {
    const present = loaded.get(name);
    if (present?.sha256 === sha256) continue;
    const got = present ? `another plugin ${name}` : `no plugin ${name}`;
    throw new UsageError(
      `${path}: got ${got}: expected the one with the SHA-256 ${sha256}; load it with --plugin`,
    );
  }
}
