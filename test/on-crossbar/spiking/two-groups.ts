import { RandomStream } from '../../../src/core/random-stream.js';
import { logisticLoss } from '../../../src/networks/spiking/sequence-loss.js';
import type { SpikeTrains } from '../../../src/networks/spiking/spike-trains.js';
import { SpikingNetwork } from '../../../src/networks/spiking/spiking-network.js';
import type { SpikingCrossbar } from '../../../src/on-crossbar/spiking/spiking-crossbar.js';
import { drawSpiking } from '../../../src/networks/spiking/training/draw-spiking.js';

const INPUTS = 12;
const STEPS = 8;

/** A small task: which half of the inputs spikes more often in a sequence. Its answer is wanted in each step. */
export function twoGroups(sequences: number, key: string) {
  const random = new RandomStream(key);
  const start = new Uint32Array(sequences * STEPS + 1);
  const row: number[] = [];
  const targets = new Float64Array(sequences * STEPS);
  for (let t = 0; t < targets.length; t++) {
    targets[t] = Math.floor(t / STEPS) % 2;
    for (let i = 0; i < INPUTS; i++) if (random.uniform() < (+(i < INPUTS / 2) === targets[t] ? 0.45 : 0.2)) row.push(i);
    start[t + 1] = row.length;
  }
  const trains: SpikeTrains = { steps: targets.length, start, row: Uint16Array.from(row) };
  const cuts = Array.from({ length: sequences }, (_, n) => ({ from: n * STEPS, to: (n + 1) * STEPS }));
  const network = new SpikingNetwork({ inputs: INPUTS, layers: [8] });
  return { network, trains, targets, sequences: cuts, loss: logisticLoss(targets), parameters: drawSpiking(network, 1, 4) };
} // prettier-ignore

/** Share of sequences whose last output is on the wrong side, on boards that answer in the call. */
export function errorsOf(
  crossbar: SpikingCrossbar,
  { trains, targets, sequences }: ReturnType<typeof twoGroups>,
): number {
  let wrong = 0;
  for (const { from, to } of sequences) {
    crossbar.rest();
    for (let t = from; t < to; t++) void crossbar.step(trains.row, trains.start[t], trains.start[t + 1]);
    wrong += +(crossbar.outputs[0] > 0) === targets[from] ? 0 : 1;
  }
  return wrong / sequences.length;
}
