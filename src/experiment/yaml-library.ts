import { createRequire } from 'node:module';
import type * as yaml from 'yaml';

const require = createRequire(import.meta.url);

/** The YAML library, loaded when the first file is read. */
export function yamlLibrary(): typeof yaml {
  return require('yaml') as typeof yaml;
}
