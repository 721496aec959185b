import { quantity } from '../../core/scaled-unit.js';
import { deviceRows } from '../../runs/networks/device-rows.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import { withInterval } from './interval-words.js';

/** The columns of the table of conditions. */
export const deviceHead = [
  'condition',
  'loss',
  '× flow',
  'loss as read',
  'largest ‖θ − θ flow‖',
  'pulses',
  'reads',
  'energy',
];

/** Where each condition ended, as text. */
export function deviceCells(results: DeviceResults): string[][] {
  const whole = (value: number) => Math.round(value).toLocaleString('en-US');
  return deviceRows(results).map((row) => [
    row.condition,
    withInterval(row.loss),
    withInterval(row.timesFlow),
    withInterval(row.readLoss),
    withInterval(row.gap),
    whole(row.pulses),
    whole(row.reads),
    row.joules === null ? '–' : quantity(row.joules, 'J'),
  ]);
}
