import { UsageError } from '../../src/core/errors.js';
import type { Characterisation } from './characterisation.js';

/** Refuses devices of which only SET or only RESET was measured, where both are needed. @throws UsageError that names the device */
export function requireBothPolarities(measured: readonly Characterisation[], command: string): void {
  for (const { device, set, reset } of measured) {
    if (set.length > 0 && reset.length > 0) continue;
    const [there, missing] = reset.length === 0 ? ['SET', 'RESET'] : ['RESET', 'SET'];
    throw new UsageError(
      `${device}: only ${there} was measured: ${command} needs ${missing} too; give the file with its ${missing} ramps beside this one`,
    );
  }
}
