import type { Landscape } from '../../landscape/explore-landscape.js';
import type { LandscapeSearch } from '../../landscape/landscape-search.js';
import { csvRow } from '../csv-text.js';

type Row = readonly (string | number)[];

/** The tables of `memloop landscape`, by the names of their files. */
export function landscapeTables({ starts, windows, splits }: Landscape): Record<string, string> {
  const table = (head: Row, rows: readonly Row[]) => `${[head, ...rows].map(csvRow).join('\n')}\n`;
  return {
    'starts.csv': table(
      ['seed', 'end', 'loss', 'gradient_max', 'weight_norm', 'critical_loss', 'critical_ways_down'],
      starts.map(({ seed, kind, loss, gradientMax, norm, critical }) => [seed, kind, loss, gradientMax, norm, critical?.loss ?? '', critical?.negative ?? '']),
    ),
    'windows.csv': table(
      ['window', 'noise', 'loss', 'drawn_loss', 'drawn_standard_error', 'second_order', 'searches'],
      windows.map(({ window, noise, loss, drawn, searches }) => [window, noise, loss, drawn?.mean ?? '', drawn?.standardError ?? '', drawn?.secondOrder ?? '', searches]),
    ),
    'splits.csv': table(
      ['neuron', 'share', 'loss', 'gradient_max', 'vanishing', 'ways_down', 'smallest', 'largest'],
      splits.map(({ neuron, share, loss, gradientMax, flat, negative, smallest, largest }) => [neuron, share, loss, gradientMax, flat, negative, smallest, largest]),
    ),
  };
} // prettier-ignore

/** What `summary.json` of `memloop landscape` holds. */
export function landscapeSummary(search: LandscapeSearch, { starts, windows, splits, narrowLoss }: Landscape): object {
  const plain = <Found extends { readonly parameters: Float64Array }>(found: readonly Found[]) =>
    found.map((one) => ({ ...one, parameters: [...one.parameters] }));
  return { search, starts: plain(starts), windows: plain(windows), splits, narrowLoss: narrowLoss ?? null };
} // prettier-ignore
