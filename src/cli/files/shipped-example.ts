import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { remark } from '../run-options.js';

/** A file as it was named; or, where there is none and its name is that of an example of the package, as examples/sweep.yaml, that example. */
export function shippedExample(path: string): string {
  if (existsSync(path) || !/^(\.\/)?examples\/(?:[\w-]+\/)?[\w.-]+\.(?:ya?ml|csv)$/.test(path)) return path;
  const root = dirname(createRequire(import.meta.url).resolve('memloop/package.json'));
  const shipped = join(root, path);
  if (!existsSync(shipped)) return path;
  remark(`${path} is the example that comes with memloop: ${shipped}`);
  return shipped;
}
