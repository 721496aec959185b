import { z } from 'zod';
import { pluginRecord } from './find-plugin.js';
import { readChecked } from './read-checked.js';

const values = z.record(z.string(), z.union([z.number(), z.string()]));
const interval = z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]).nullable() });
const place = { scheme: z.string(), bank: z.string(), noise: z.string() };

/** A scheme in a part: what was run, and what came out with each seed. */
const entryForm = z.object({
  ...place,
  /** names of schemes that do exactly the same here */
  same: z.array(z.string()),
  /** complete */
  condition: z.record(z.string(), z.unknown()),
  tuned: z.object({ settings: values, edge: z.array(z.string()), trials: z.int() }),
  /** why it is not ranked */
  unranked: z.enum(['digital', 'range']).nullable(),
  /** what the part compares: mean with its 95 % interval, and difference from the reference */
  steps: interval,
  difference: z.object({ steps: interval, corrected: z.number() }).nullable(),
  /** what each seed cost; null where it is unknown */
  costs: z.record(z.string(), z.array(z.number()).nullable()),
  /** of each seed */
  scores: z.array(z.number()),
  /** SHA-256 of each run */
  prints: z.array(z.string()),
});

const trialForm = z.object({ ...place, settings: values, from: z.int(), scores: z.array(z.number()) });

const partForm = z.object({
  name: z.string(),
  entries: z.array(entryForm),
  /** every run of every search */
  trials: z.array(trialForm),
});

const suiteForm = z.object({
  memloop: z.string(),
  suite: z.string(),
  /** SHA-256 of the device file */
  devices: z.string(),
  plugins: z.array(pluginRecord),
  /** schemes that took part; null for all */
  schemes: z.array(z.string()).nullable(),
  parts: z.array(partForm).min(1),
});

/** The result of a suite, with everything that is needed to check it. */
export type SuiteFile = z.infer<typeof suiteForm>;
export type SuitePartResult = z.infer<typeof partForm>;
export type SuiteEntry = z.infer<typeof entryForm>;
export type SuiteTrial = z.infer<typeof trialForm>;

/** Reads the result of a suite. @throws UsageError if it is none */
export function readSuiteFile(path: string): SuiteFile {
  return readChecked(path, suiteForm);
}
