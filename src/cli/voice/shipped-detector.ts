import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The detector that comes with memloop, by its path in the package. */
export const SHIPPED_DETECTOR = 'examples/vad/detector.json';

/** Where it is. */
export function shippedDetector(): string {
  return join(dirname(createRequire(import.meta.url).resolve('memloop/package.json')), SHIPPED_DETECTOR);
}
