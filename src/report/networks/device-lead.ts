import { deviceRows, flowLossAt, type DeviceRow } from '../../runs/networks/device-rows.js';
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
  const times = new Set(rows.map(({ steps, rate }) => steps * rate));
  const [time] = times;
  const { seeds } = worst;
  const ofFlow = lossOfFlow(results, time);
  const inMultiples = ofFlow > LEARNED;
  const ended = (row: DeviceRow) => (inMultiples ? row.timesFlow : row.loss);
  const list = named.map((row) => `${row.condition} ${withInterval(ended(row))}`).join(', ');
  const over = seeds === 1 ? '1 seed' : `geometric mean of ${count(seeds, 'seed')}`;
  const head =
    times.size > 1
      ? `At the end of each condition, ${inMultiples ? 'the loss in multiples of that of the flow at the same time' : 'the loss'}`
      : `At time ${few(time)} the flow has a loss of ${few(ofFlow)}. ${inMultiples ? 'In multiples of it' : 'On devices it is'}`;
  return {
    sentence: `${head}: ${list}.`,
    number: `${few(ended(worst).mean)}${inMultiples ? ' ×' : ''}`,
    interval: intervalOf(ended(worst)),
    of: `${inMultiples ? 'the loss of the flow' : 'loss'}, ${worst.condition}; ${over}`,
  };
} // prettier-ignore

/** The geometric mean over starts. */
function lossOfFlow({ flows }: DeviceResults, time: number): number {
  return Math.exp(flows.reduce((sum, flow) => sum + Math.log(Math.max(flowLossAt(flow, time), 1e-32)), 0) / flows.length);
} // prettier-ignore
