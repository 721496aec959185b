import type { BoardSession } from '../../drivers/board-session.js';
import type { DeviceFit } from '../../devices/device-file.js';
import type { BoardSetup } from './board-form.js';
import type { Condition } from './condition.js';
import type { PhysicalWeight } from './physical-placement.js';

/** An armed board, and what it proves to be: silicon is only what has a USB identity, a serial number and a calibration. */
export interface OpenBoard {
  readonly session: BoardSession;
  readonly provenance: 'emulated' | 'hardware';
}

/** What a virtual board’s devices are made of. */
export interface VirtualDevices {
  readonly fits: readonly DeviceFit[];
  readonly weights: readonly PhysicalWeight[];
  readonly condition: Condition;
  readonly seed: number;
}
