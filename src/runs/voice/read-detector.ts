import { readFileSync } from 'node:fs';
import { UsageError } from '../../core/errors.js';
import { parseDetector } from '../../voice/detector/detector-file.js';
import type { Detector } from '../../voice/detector/detector.js';

/** The detector in a file. @throws UsageError for a file that is not there or is no detector */
export function readDetector(path: string): Detector {
  return parseDetector(textIn(path), path);
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${path} cannot be read (${code}): expected a detector.json of memloop vad train`, {
      cause: error,
    });
  }
}
