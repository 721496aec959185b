import { csvRow } from '../csv-text.js';
import type { DeviceResults } from './device-runs.js';

/** Loss of every run on devices over its steps, as CSV. */
export function deviceResultsCsv({ courses }: DeviceResults): string {
  const rows = courses.flatMap(({ condition, seed, points }) =>
    points.map(({ step, time, loss, readLoss }) => [condition, seed, step, time, loss, readLoss]),
  );
  return `${[['condition', 'seed', 'step', 'time', 'loss', 'read_loss'], ...rows].map(csvRow).join('\n')}\n`;
}
