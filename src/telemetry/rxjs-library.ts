import { createRequire } from 'node:module';
import type * as rxjs from 'rxjs';

const require = createRequire(import.meta.url);

/** The library of streams. Loading it takes longer than loading memloop, so it is loaded when a run is observed. */
export function rxjsLibrary(): typeof rxjs {
  return require('rxjs') as typeof rxjs;
}
