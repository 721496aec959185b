import type { SessionCapabilities } from './board-session.js';

/** What a board says of itself, and never changes before its next reset. */
export interface Capabilities extends SessionCapabilities {
  readonly picoampsMax: number;
  readonly adcBits: number;
  /** whether its boot ids come from a counter that outlives the power, and so never repeat by chance */
  readonly durable: boolean;
}
