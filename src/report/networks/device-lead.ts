import { deviceRows, type DeviceRow } from '../../runs/networks/device-rows.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import { count } from '../page/caption.js';
import type { Lead } from '../page/lead.js';
import { few } from './flow-words.js';
import { intervalOf, withInterval } from './interval-words.js';

/** More conditions than these have only the best and the worst of them in a sentence. */
const MOST_NAMED = 6;

/** Below it the flow has learned all there is, and multiples of its loss say nothing. */
const LEARNED = 1e-12;

/** What a page opens with where a network learned on devices: where each condition ends against the flow. */
export function deviceLead(results: DeviceResults): Lead {
  const rows = deviceRows(results);
  const byLoss = rows.toSorted((a, b) => a.timesFlow.mean - b.timesFlow.mean);
  const named = rows.length > MOST_NAMED ? [byLoss[0], byLoss.at(-1)!] : rows;
  const worst = byLoss.at(-1)!;
  const time = worst.steps * worst.rate;
  const { seeds } = worst;
  const ofFlow = lossOfFlow(results);
  const inMultiples = ofFlow > LEARNED;
  const ended = (row: DeviceRow) => (inMultiples ? row.timesFlow : row.loss);
  const list = named.map((row) => `${row.condition} ${withInterval(ended(row))}`).join(', ');
  const over = seeds === 1 ? '1 seed' : `geometric mean of ${count(seeds, 'seed')}`;
  return {
    sentence: `At time ${few(time)} the flow has a loss of ${few(ofFlow)}. ${inMultiples ? 'In multiples of it' : 'On devices it is'}: ${list}.`,
    number: `${few(ended(worst).mean)}${inMultiples ? ' ×' : ''}`,
    interval: intervalOf(ended(worst)),
    of: `${inMultiples ? 'the loss of the flow' : 'loss'}, ${worst.condition}; ${over}`,
  };
} // prettier-ignore

/** The geometric mean over starts. */
function lossOfFlow({ flows }: DeviceResults): number {
  return Math.exp(flows.reduce((sum, { points }) => sum + Math.log(Math.max(points.at(-1)!.loss, 1e-32)), 0) / flows.length);
} // prettier-ignore
