import { programmingVoltages } from '../../../devices/array/reads/programming-voltages.js';
import type { WireSettings } from '../../../devices/array/wires/wire-settings.js';
import type { DeviceBank } from '../../../devices/device-bank.js';
import type { UnreliableArray } from '../../../devices/wrappers/reliability-kind.js';

/**
 * Volts on each device as shares of the voltage of a write, in an array with these wires: of its scheme, its transistors and
 * its resistances. They are found when a device is first written, at the conductances of that moment, and kept. Curved
 * cells count as at a write of one volt.
 */
export function writeSharesOf(
  { size, conductance }: DeviceBank,
  columns: number,
  wires: WireSettings,
): NonNullable<UnreliableArray['writeShares']> {
  const known = new Array<Float64Array | undefined>(size).fill(undefined);
  const rows = size / columns;
  return (written) =>
    (known[written] ??= programmingVoltages({
      rows,
      columns,
      conductance,
      wires,
      volts: 1,
      row: Math.floor(written / columns),
      column: written % columns,
    }));
}
