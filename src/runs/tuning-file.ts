import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { UsageError } from '../core/errors.js';
import { pluginRecord, type PluginRecord } from './find-plugin.js';
import { refuseOtherVersion, sha256, version } from './manifest.js';
import { readChecked } from './read-checked.js';
import { writeWhole } from './write-whole.js';

const tuningForm = z.object({
  memloop: z.string(),
  contest: z.record(z.string(), z.unknown()),
  plugins: z.array(pluginRecord),
  /** of contest and plugins, to detect a change */
  sha256: z.string(),
});

/** What is needed to go on with a tuning: what is compared, as plain data, and the plugins that it uses. */
export interface TuningFile<Contest = unknown> {
  readonly contest: Contest;
  readonly plugins: readonly PluginRecord[];
}

/** Whether a directory holds a comparison that is or was being tuned. */
export function isTuned(directory: string): boolean {
  return existsSync(pathIn(directory));
}

/** tuning.json: what is compared and, when all searches are over, what each of them found. */
export function writeTuning(
  directory: string,
  { contest, plugins }: TuningFile,
  searches: readonly object[] = [],
): void {
  const facts = { contest, plugins };
  const text = {
    memloop: version,
    ...facts,
    sha256: sha256(JSON.stringify(facts)),
    ...(searches.length > 0 && { searches }),
  };
  writeWhole(pathIn(directory), `${JSON.stringify(text, null, 2)}\n`);
}

/** The tuning of a directory. @throws UsageError if it cannot be read, is from another version, or was changed */
export function readTuning<Contest>(directory: string): TuningFile<Contest> {
  const path = pathIn(directory);
  refuseOtherVersion(directory, path);
  const { contest, plugins, sha256: written } = readChecked(path, tuningForm);
  if (sha256(JSON.stringify({ contest, plugins })) !== written)
    throw new UsageError(`${path} was changed after the tuning began; restore it, or start a new comparison`);
  return { contest: contest as Contest, plugins };
}

/** Whether a directory holds the tuning of a contest. @throws UsageError if it cannot be read */
export function isTuningOf(directory: string, contest: object): boolean {
  return isDeepStrictEqual(readTuning(directory).contest, JSON.parse(JSON.stringify(contest)));
}

function pathIn(directory: string): string {
  return join(directory, 'tuning.json');
}
