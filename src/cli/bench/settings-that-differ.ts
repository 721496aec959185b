import type { CharacteriseOrder } from '../../bench/characterise.js';
import { shown } from '../../core/complaint.js';

/** In what a characterisation is not the one that began, by its options and in their units; nothing where it is the same. */
export function settingsThatDiffer(got: CharacteriseOrder, began: CharacteriseOrder): string | undefined {
  const expected = new Map(byOption(began));
  const faults = byOption(got)
    .filter(([option, value]) => value !== expected.get(option))
    .map(([option, value]) => `${option}: got ${shown(value)}: expected ${shown(expected.get(option))}`);
  return faults.length > 0 ? faults.join('; ') : undefined;
}

function byOption(order: CharacteriseOrder): [option: string, value: number | boolean][] {
  const { place, set, reset, periodNanos, read, cycles, pulses, prepare } = order;
  return [
    ['--row', place.row],
    ['--column', place.column],
    ['--cycles', cycles],
    ['--pulses', pulses],
    ['--prepare', prepare],
    ['--set-volts', set.microvolts / 1e6],
    ['--set-width-us', set.widthNanos / 1e3],
    ['--reset-volts', reset.microvolts / 1e6],
    ['--reset-width-us', reset.widthNanos / 1e3],
    ['--period-us', periodNanos / 1e3],
    ['--read-volts', read.microvolts / 1e6],
    ['--settle-us', read.settleNanos / 1e3],
    ['--averages', read.averages],
  ];
}
