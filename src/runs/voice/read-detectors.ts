import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { Detector } from '../../voice/detector/detector.js';
import { readDetector } from './read-detector.js';

/** The folder in the results of a training that holds the detectors of all seeds. */
export const DETECTORS = 'detectors';

/** A detector in a file, or all that a training left in its directory, in the order of their names. @throws UsageError for what is neither */
export function readDetectors(path: string): Detector[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new UsageError(`${path} is not there: expected a detector.json, or the directory of memloop vad train`);
  if (!stats.isDirectory()) return [readDetector(path)];
  const folder = join(path, DETECTORS);
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort() : [];
  if (names.length === 0)
    throw new UsageError(`${path} holds no detectors: expected the directory of memloop vad train, which has them under ${DETECTORS}/`);
  return names.map((name) => readDetector(join(folder, name)));
} // prettier-ignore
