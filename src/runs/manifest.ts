import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeviceFile } from '../../devices/files/device-form.js';
import { UsageError } from '../core/errors.js';
import { comparisonPlanForm, type ComparisonPlan } from '../experiment/comparison-plan.js';
import type { Experiment } from '../experiment/experiment.js';
import { readChecked } from './read-checked.js';
import type { Sweep } from '../experiment/sweep.js';
import { placementOf } from '../experiment/weights.js';

const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };

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
  /** which device stands for which weight: cells × heads */
  placement: z.array(z.int().nonnegative()),
  seeds: z.array(z.int().nonnegative()).min(1),
  /** of what the conditions are the combinations, where they are */
  sweep: z
    .object({
      settings: z.record(z.string(), z.array(z.union([z.string(), z.number()])).min(1)),
      conditions: z.array(z.string()).min(1),
    })
    .exactOptional(),
  /** what the conditions compare, where they do */
  comparison: comparisonPlanForm.exactOptional(),
  /** of all that stands above, so that a change is noticed */
  sha256: z.string(),
});

/** experiment.json: everything that is needed to repeat a run. */
export type Manifest = z.infer<typeof manifestForm>;

/** What is to be known of a new run. @param text the devices as they are written down @param sweep of what its conditions are the combinations @param comparison what they compare */
export function manifestOf(
  experiment: Experiment,
  devices: DeviceFile,
  text: string,
  sweep?: Sweep,
  comparison?: ComparisonPlan,
): Manifest {
  const { source, licence } = devices;
  const facts = {
    memloop: version,
    experiment: { ...experiment },
    devices: { source, ...(licence && { licence }), sha256: sha256(text), count: devices.devices.length },
    placement: [...placementOf(experiment, devices.devices)],
    seeds: Array.from({ length: experiment.seeds }, (_, i) => experiment.firstSeed + i),
    ...(sweep && { sweep }),
    ...(comparison && { comparison }),
  };
  return { ...facts, sha256: sha256(JSON.stringify(facts)) };
}

/** What is known of an earlier run. @throws UsageError if that cannot be read, is of another version or was changed */
export function readManifest(directory: string): Manifest {
  const path = join(directory, 'experiment.json');
  const { memloop } = readChecked(path, versionForm);
  if (memloop !== version) {
    throw new UsageError(
      `${directory} was run with memloop ${memloop}, this is ${version}: expected the same version, so that its numbers stay its own`,
    );
  }
  const manifest = readChecked(path, manifestForm);
  const { sha256: written, ...facts } = manifest;
  if (sha256(JSON.stringify(facts)) !== written) {
    throw new UsageError(
      `${path} was changed after the run began: expected it as it was, or a new run with the new settings`,
    );
  }
  return manifest;
}

/** The SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
