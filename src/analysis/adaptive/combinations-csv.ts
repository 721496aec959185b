import { csvRow } from '../../runs/csv-text.js';
import type { AdaptiveResult } from './adaptive-result.js';
import { endingOf } from './adaptive-words.js';

/** The combinations of an adaptive sweep as a CSV file, in the order of its file. */
export function combinationsCsv({ combinations }: AdaptiveResult): string {
  const rows = combinations.map((one) => {
    const { name, seeds, steps } = one;
    return [name, seeds, steps.value, steps.interval?.[0] ?? '', steps.interval?.[1] ?? '', endingOf(one)];
  });
  return ['combination,seeds,mean,low,high,state', ...rows.map(csvRow)].join('\n') + '\n';
}
