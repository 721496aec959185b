import { deviceRows, type DeviceRow } from '../../runs/networks/device-rows.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import { count } from '../page/caption.js';
import type { Lead } from '../page/lead.js';
import { few } from './flow-words.js';
import { intervalOf, withInterval } from './interval-words.js';

/** More conditions than these have only the best and the worst of them in a sentence. */
const MOST_NAMED = 6;

/** What a page opens with where a network learned on devices: where each condition ends against the flow. */
export function deviceLead(results: DeviceResults): Lead {
  const rows = deviceRows(results);
  const byLoss = rows.toSorted((a, b) => a.timesFlow.mean - b.timesFlow.mean);
  const named = rows.length > MOST_NAMED ? [byLoss[0], byLoss.at(-1)!] : rows;
  const worst = byLoss.at(-1)!;
  const time = worst.steps * worst.rate;
  const { seeds } = worst;
  return {
    sentence: `At time ${few(time)} the flow has a loss of ${few(lossOfFlow(results))}. In multiples of it: ${named.map(ended).join(', ')}.`,
    number: `${few(worst.timesFlow.mean)} ×`,
    interval: intervalOf(worst.timesFlow),
    of: `the loss of the flow, ${worst.condition}; ${seeds === 1 ? '1 seed' : `geometric mean of ${count(seeds, 'seed')}`}`,
  };
} // prettier-ignore

function ended({ condition, timesFlow }: DeviceRow): string {
  return `${condition} ${withInterval(timesFlow)}`;
}

/** The geometric mean over starts. */
function lossOfFlow({ flows }: DeviceResults): number {
  return Math.exp(flows.reduce((sum, { points }) => sum + Math.log(Math.max(points.at(-1)!.loss, 1e-32)), 0) / flows.length);
} // prettier-ignore
