// The engines that can carry out a run in this build.
import { existsSync } from 'node:fs';
import { here } from './measure.mjs';

/** 'ts', and 'wasm' where the build has compiled runs. */
export const engines = existsSync(here('../dist/src/kernel/compiled-runs.js')) ? ['ts', 'wasm'] : ['ts'];
