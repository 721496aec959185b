import { deviceCells, deviceHead } from '../../report/networks/device-table.js';
import type { Lead } from '../../report/page/lead.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import { textTable } from '../text/text-table.js';
import { wrapped } from '../text/wrapped.js';

/** Learning on devices as text of at most so many columns: the finding, then a row a condition. */
export function deviceText({ sentence, number, interval, of }: Lead, results: DeviceResults, width: number): string {
  const table = textTable([deviceHead, ...deviceCells(results)], { width }).trimEnd();
  const counted = [number, interval, of].filter(Boolean).join(' ');
  return [wrapped(sentence, width), wrapped(counted, width, 2), [table]].map((lines) => `${lines.join('\n')}\n`).join('\n');
} // prettier-ignore
