import { streams, type RandomStream } from '../../core/random-stream.js';
import { startOf } from '../../flow/data/start.js';
import { losses } from '../../networks/losses/losses.js';
import { Network } from '../../networks/network.js';
import type { Samples } from '../../networks/samples.js';
import { networkMaker } from './network-maker.js';
import type { DeviceTask } from './train-on-devices.js';

/** A network that learned on its devices, as its terminals show it. */
export interface ProbedChip {
  /** what it was given, and in the place of targets what it gave */
  readonly probes: Samples;
  /** the weights that its devices hold */
  readonly held: Float64Array;
}

/**
 * Lets a network learn on devices to the end of its plan, and then gives it random inputs: normal, with mean and spread of those it learned from.
 * @param repeats answers to each input, of which the mean is taken
 */
export async function probeChip({ plan, data, fits, condition, seed }: DeviceTask, count: number, repeats: number): Promise<ProbedChip> {
  const samples = data.samples!;
  const network = new Network(data.inputs, plan.layers);
  const made = networkMaker(network, losses.get(plan.loss), condition, fits)(seed);
  await made.begin(startOf(plan, network, plan.devices?.start ?? seed));
  await learn(Math.round(Math.max(...plan.times) / condition.rate));

  const inputs = inputsLike(samples, data.inputs, count, streams(seed)('probes'));
  const targets = new Float64Array(network.outputs * count);
  const once = new Float64Array(targets.length);
  for (let repeat = 0; repeat < repeats; repeat++) {
    await made.network.answer({ inputs, count }, once);
    for (let i = 0; i < once.length; i++) targets[i] += once[i] / repeats;
  }
  const held = new Float64Array(network.size);
  made.held(held);
  return { probes: { count, inputs, targets }, held };

  async function learn(steps: number): Promise<void> {
    const { batch, rate } = condition;
    const random = streams(seed)('samples');
    const chosen = batch === undefined ? undefined : new Uint32Array(batch);
    for (let step = 0; step < steps; step++) {
      if (chosen) for (let i = 0; i < chosen.length; i++) chosen[i] = random.below(samples.count);
      await made.network.read(samples, chosen);
      await made.network.descend(rate);
      made.rest();
    }
  }
} // prettier-ignore

/** Normal inputs with the mean and spread of some samples; more of them begin with the same. */
function inputsLike(samples: Samples, inputs: number, count: number, random: RandomStream): Float64Array {
  const spread = Array.from({ length: inputs }, (_, i) =>
    spreadOf(samples.inputs.subarray(i * samples.count, (i + 1) * samples.count)),
  );
  const drawn = new Float64Array(inputs);
  const columns = new Float64Array(inputs * count);
  for (let n = 0; n < count; n++) {
    random.normals(drawn, inputs);
    for (const [i, { mean, deviation }] of spread.entries())
      columns[i * count + n] = mean + deviation * drawn[i];
  }
  return columns;
}

function spreadOf(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}
