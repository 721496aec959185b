import type { Probes } from '../../../identify/probes.js';

/** Probes as the CSV file that `memloop identify` reads. */
export function probesText({ count, inputs, outputs, x, y }: Probes): string {
  const named = (letter: string, length: number) => Array.from({ length }, (_, i) => `${letter}${i + 1}`);
  const of = (columns: Float64Array, length: number, n: number) =>
    Array.from({ length }, (_, i) => columns[i * count + n]);
  const rows = Array.from({ length: count }, (_, n) => [...of(x, inputs, n), ...of(y, outputs, n)].join(','));
  return `${[[...named('x', inputs), ...named('y', outputs)].join(','), ...rows].join('\n')}\n`;
}
