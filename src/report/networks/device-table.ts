import { quantity } from '../../core/scaled-unit.js';
import { deviceRows, type SeedMean } from '../../runs/networks/device-rows.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import { intervalOf } from './device-lead.js';
import { few } from './flow-words.js';

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

function withInterval(mean: SeedMean): string {
  const interval = intervalOf(mean);
  return interval === undefined ? few(mean.mean) : `${few(mean.mean)} ${interval}`;
}
