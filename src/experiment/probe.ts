import type { UpdateScheme } from '../schemes/update-scheme.js';
import type { bankMaker } from './make-bank.js';

/** What looks into an assembly by standing between its parts: around each array of devices, and around the scheme. */
export interface Probe {
  readonly bank: typeof bankMaker;
  readonly scheme: (scheme: UpdateScheme) => UpdateScheme;
}
