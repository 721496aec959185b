import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { DeviceFile } from '../../devices/files/device-form.js';
import { UsageError } from '../core/errors.js';
import { comparisonPlanForm, type ComparisonPlan } from '../experiment/comparison-plan.js';
import { engineNames, engineOf, type Engine } from '../experiment/engine.js';
import type { Experiment } from '../experiment/experiment.js';
import { pluginRecord } from './find-plugin.js';
import { pluginsOf } from './load-plugins.js';
import { readChecked } from './read-checked.js';
import { shardForm, type Shard } from './shards/shard.js';
import type { Sweep } from '../experiment/sweep/sweep.js';
import { placementOf } from '../experiment/weights.js';

/** The version of this memloop. */
export const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };

const versionForm = z.object({ memloop: z.string() });

const manifestForm = z.object({
  memloop: z.string(),
  experiment: z.record(z.string(), z.unknown()),
  devices: z.object({
    source: z.string(),
    licence: z.string().exactOptional(),
    sha256: z.string(),
    count: z.int().positive(),
  }),
  /** number of the device of each weight: cells × heads */
  placement: z.array(z.int().nonnegative()),
  seeds: z.array(z.int().nonnegative()).min(1),
  /** what simulates each condition; runs without it are older, and were simulated by ts */
  engines: z.array(z.enum(engineNames)).min(1).exactOptional(),
  /** the swept settings whose combinations are the conditions, for a sweep */
  sweep: z
    .object({
      settings: z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1)),
      conditions: z.array(z.string()).min(1),
    })
    .exactOptional(),
  /** the plan of the comparison, for a comparison */
  comparison: comparisonPlanForm.exactOptional(),
  /** the plugins that the experiment uses */
  plugins: z.array(pluginRecord).min(1).exactOptional(),
  /** which part of the run this is, for a shard */
  shard: shardForm.exactOptional(),
  /** of all fields above, to detect a change */
  sha256: z.string(),
});

/** experiment.json: everything needed to repeat a run. */
export type Manifest = z.infer<typeof manifestForm>;

/** What a run belongs to, besides its experiment. */
export interface RunOrigin {
  /** the swept settings, for a sweep */
  readonly sweep?: Sweep | undefined;
  /** the plan, for a comparison */
  readonly comparison?: ComparisonPlan | undefined;
  /** for a part of a run */
  readonly shard?: Shard | undefined;
}

/** The manifest of a new run. @param text content of devices.json */
export function manifestOf(
  experiment: Experiment,
  devices: DeviceFile,
  text: string,
  { sweep, comparison, shard }: RunOrigin = {},
): Manifest {
  const { source, licence } = devices;
  const plugins = pluginsOf(experiment);
  const facts = {
    memloop: version,
    experiment: { ...experiment },
    devices: { source, ...(licence && { licence }), sha256: sha256(text), count: devices.devices.length },
    placement: [...placementOf(experiment, devices.devices)],
    seeds: Array.from({ length: experiment.seeds }, (_, i) => experiment.firstSeed + i),
    engines: experiment.conditions.map((condition) => engineOf(experiment, condition)),
    ...(sweep && { sweep }),
    ...(comparison && { comparison }),
    ...(plugins.length > 0 && { plugins }),
    ...(shard && { shard }),
  };
  return signed(facts);
}

/** Whether two manifests are of the same run, or of parts of it. Where its plugins lie does not matter, only what they are. */
export function isSameRun(one: Manifest, other: Manifest): boolean {
  const facts = ({ plugins = [], ...rest }: Manifest) => {
    const { sha256: _, shard: __, ...whole } = rest;
    return { ...whole, plugins: plugins.map((plugin) => ({ ...plugin, path: '' })) };
  };
  return isDeepStrictEqual(facts(one), facts(other));
}

/** A manifest as experiment.json has it. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The manifest of the whole run that a shard belongs to. */
export function wholeManifest(manifest: Manifest): Manifest {
  const facts: Partial<Manifest> = { ...manifest };
  delete facts.shard;
  delete facts.sha256;
  return signed(facts as Omit<Manifest, 'sha256'>);
}

function signed(facts: Omit<Manifest, 'sha256'>): Manifest {
  return { ...facts, sha256: sha256(JSON.stringify(facts)) };
}

/** The manifest of an earlier run. @throws UsageError if it cannot be read, is from another version, or was changed */
export function readManifest(directory: string): Manifest {
  const path = join(directory, 'experiment.json');
  refuseOtherVersion(directory, path);
  return readForeignManifest(directory);
}

/** The manifest of an earlier run of any version, for a reader that computes nothing anew. @throws UsageError if it cannot be read, or was changed */
export function readForeignManifest(directory: string): Manifest {
  const path = join(directory, 'experiment.json');
  const manifest = readChecked(path, manifestForm);
  const { sha256: written, ...facts } = manifest;
  if (sha256(JSON.stringify(facts)) !== written) {
    throw new UsageError(
      `${path} was changed after the run began; restore it, or start a new run with the new settings`,
    );
  }
  return manifest;
}

/** Refuses a file that another version wrote. @throws UsageError that names both versions */
export function refuseOtherVersion(directory: string, path: string): void {
  const { memloop } = readChecked(path, versionForm);
  if (memloop === version) return;
  throw new UsageError(
    `${directory} was run with memloop ${memloop}, and this is memloop ${version}; use version ${memloop}, because another version may give other numbers`,
  );
}

/** What simulates each condition of a run. */
export function enginesOf({ experiment, engines }: Manifest): readonly Engine[] {
  return engines ?? (experiment.conditions as unknown[]).map(() => 'ts' as const);
}

/** The SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
