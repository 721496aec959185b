import type { UpdateScheme } from '../schemes/update-scheme.js';
import type { arrayMaker } from './array-maker.js';

/** Looks into an assembly from between its parts: around each array of devices, and around the scheme. */
export interface Probe {
  readonly array: typeof arrayMaker;
  readonly scheme: (scheme: UpdateScheme) => UpdateScheme;
}
