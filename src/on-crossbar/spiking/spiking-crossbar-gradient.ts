import { UsageError } from '../../core/errors.js';
import type { SequenceLoss } from '../../networks/spiking/sequence-loss.js';
import type { ActivityPenalty } from '../../networks/spiking/spiking-gradient.js';
import { checkTrains, type SpikeTrains } from '../../networks/spiking/spike-trains.js';
import type { Surrogate } from '../../networks/spiking/surrogates/surrogate.js';
import { surrogates } from '../../networks/spiking/surrogates/surrogates.js';
import { SequenceMemory } from './sequence-memory.js';
import type { SpikingCrossbar } from './spiking-crossbar.js';

/** How a gradient is taken on devices. */
export interface CrossbarGradientSettings {
  /** what stands for the slope of a spike; default: 'fast-sigmoid' */
  readonly surrogate?: Surrogate;
  /** what spikes cost beyond a wanted number of them; default: nothing */
  readonly activity?: ActivityPenalty;
  /** weights for the backward pass, as the host knows them: parameters of the whole network; default: transposed reads of the devices */
  readonly known?: Float64Array;
}

/**
 * Loss and gradient through time of a spiking network on crossbars, as in `SpikingGradient`. Forward, membranes and spikes are those of the
 * devices; backward, slopes drive the columns of the same devices, one transposed product a layer and step. So read noise, wires and converters
 * act on both. The host adds up the gradients of sequences.
 */
export class SpikingCrossbarGradient {
  /** slope of the loss in each parameter, summed over sequences since `clear` */
  readonly gradient: Float64Array;
  /** loss and steps, summed over the same sequences */
  readonly loss = new Float64Array(1);
  readonly steps = new Float64Array(1);
  private readonly surrogate: Surrogate;
  private readonly known: Float64Array | undefined;
  private readonly memory: SequenceMemory;
  private readonly activity: ActivityPenalty;
  private readonly neurons: number;
  private checked: SpikeTrains | undefined;
  /** slope of the penalty in each spike of the sequence at hand */
  private readonly toSpikes = new Float64Array(1);
  /** of each layer: slopes in the membranes of the step at hand, and surrogate slopes */
  private readonly toMembranes: readonly Float64Array[];
  private readonly slope: readonly Float64Array[];
  /** slopes in the spikes of the step at hand by way of the layer above, and by way of the own layer in the next step */
  private readonly fromAbove: readonly Float64Array[];
  private readonly fromNext: readonly Float64Array[];
  private readonly toOutputs: Float64Array;

  constructor(
    readonly crossbar: SpikingCrossbar,
    private readonly lossOf: SequenceLoss,
    {
      surrogate = surrogates.get('fast-sigmoid'),
      activity = { level: 1, strength: 0 },
      known,
    }: CrossbarGradientSettings = {},
  ) {
    const { network, membranes, outputs } = crossbar;
    const columns = () => membranes.map(({ length }) => new Float64Array(length));
    this.gradient = new Float64Array(network.size);
    this.surrogate = surrogate;
    this.known = known;
    this.activity = activity;
    this.neurons = membranes.reduce((sum, { length }) => sum + length, 0);
    this.memory = new SequenceMemory(crossbar);
    this.toMembranes = columns();
    this.slope = columns();
    this.fromAbove = columns();
    this.fromNext = columns();
    this.toOutputs = new Float64Array(outputs.length);
  }

  /** Forgets what was read. */
  clear(): void {
    this.gradient.fill(0);
    this.loss[0] = 0;
    this.steps[0] = 0;
  }

  /**
   * Adds loss and gradient of steps `from` to `to` − 1 of some trains, from rest.
   * @throws UsageError for trains of other inputs, and for steps that are not there
   */
  async add(trains: SpikeTrains, from = 0, to = trains.steps): Promise<void> {
    const { memory, crossbar } = this;
    const { row, start } = trains;
    this.check(trains);
    if (!(from >= 0 && from < to && to <= trains.steps))
      throw new UsageError(
        `got the sequence of steps ${from} to ${to}: expected at least one step within 0 to ${trains.steps}`,
      );
    memory.begin(trains, from, to);
    crossbar.rest();
    for (let t = from; t < to; t++) {
      const pending = crossbar.step(row, start[t], start[t + 1]);
      if (pending !== undefined) await pending;
      memory.keep(t - from);
    }
    this.loss[0] += this.lossOf(memory.outputs, memory.slopes, from, to) + this.penalty(to - from);
    this.steps[0] += to - from;
    this.forget();
    for (let t = to - from - 1; t >= 0; t--) {
      const pending = this.stepBack(t);
      if (pending !== undefined) await pending;
    }
  }

  private check(trains: SpikeTrains): void {
    if (trains === this.checked) return;
    checkTrains(trains, this.crossbar.network.inputs);
    this.checked = trains;
  }

  /** What the spikes of the sequence cost; notes its slope. */
  private penalty(steps: number): number {
    const { activity, neurons, memory } = this;
    const excess = Math.max(0, memory.spikes / (neurons * steps) - activity.level);
    this.toSpikes[0] = (2 * activity.strength * excess) / neurons;
    return activity.strength * excess * excess * steps;
  }

  private forget(): void {
    for (let l = 0; l < this.fromNext.length; l++) {
      this.toMembranes[l].fill(0);
      this.fromNext[l].fill(0);
    }
    this.toOutputs.fill(0);
  }

  /** Outputs first, then layer by layer down. */
  private stepBack(t: number): void | Promise<void> {
    const { toOutputs, memory, crossbar } = this;
    const { outputLeak } = crossbar.network;
    for (let o = 0; o < toOutputs.length; o++)
      toOutputs[o] = outputLeak * toOutputs[o] + memory.slopes[t * toOutputs.length + o];
    return this.layersFrom(crossbar.layers.length - 1, t);
  }

  private layersFrom(l: number, t: number): void | Promise<void> {
    for (; l >= 0; l--) {
      const pending = this.layerBack(l, t);
      if (pending !== undefined) return this.layersAfter(pending, l, t);
      this.hand(l);
    }
    return undefined;
  }

  // Apart, so that the loop makes no closures.
  private layersAfter(pending: Promise<void>, l: number, t: number): Promise<void> {
    return pending.then(() => {
      this.hand(l);
      return this.layersFrom(l - 1, t);
    });
  }

  private layerBack(l: number, t: number): void | Promise<void> {
    const { memory, crossbar, gradient, known } = this;
    const layer = crossbar.layers[l];
    const isOutput = l === this.toMembranes.length;
    const slopes = isOutput ? this.toOutputs : this.toMembranes[l];
    if (!isOutput) this.throughSpikes(l, t);
    for (let j = 0; j < slopes.length; j++) slopes[j] *= layer.keeps[j];
    memory.recall(l, t);
    layer.addGradient(slopes, gradient);
    if (known === undefined) return layer.backward(slopes);
    layer.backwardFrom(known, slopes);
    return undefined;
  }

  /** Slopes in spikes become slopes in membranes, with the reset that a spike brings in the next step. */
  private throughSpikes(l: number, t: number): void {
    const { memory, surrogate, toSpikes } = this;
    const [slopes, slope, above, next] = [this.toMembranes[l], this.slope[l], this.fromAbove[l], this.fromNext[l]];
    const { leak } = this.crossbar.network;
    const membranes = memory.membranesOf(l, t);
    surrogate.fill(membranes, slope, slope.length);
    for (let j = 0; j < slopes.length; j++) {
      const kept = leak * slopes[j];
      const membrane = membranes[j];
      slopes[j] = slope[j] * (toSpikes[0] + above[j] + next[j] - membrane * kept) + (membrane > 1 ? 0 : kept);
    }
  } // prettier-ignore

  /** Slopes in the rows of a layer belong to the spikes below, and to its own spikes of the step before. */
  private hand(l: number): void {
    const { toRows } = this.crossbar.layers[l];
    if (l > 0) {
      const above = this.fromAbove[l - 1];
      for (let j = 0; j < above.length; j++) above[j] = toRows[j];
    }
    if (l === this.fromNext.length || !this.crossbar.network.recurrent) return;
    const next = this.fromNext[l];
    const { inputs } = this.crossbar.network.layers[l];
    for (let j = 0; j < next.length; j++) next[j] = toRows[inputs + j];
  }
}
