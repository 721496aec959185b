import { UsageError } from '../../core/errors.js';
import type { UpdateBatch } from '../../core/update-batch.js';
import { checkTrains, type SpikeTrains } from '../../networks/spiking/spike-trains.js';
import type { SpikingNetwork } from '../../networks/spiking/spiking-network.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';
import type { Signing } from '../signing.js';
import type { KeptLines } from '../../networks/spiking/pruning/kept-lines.js';
import { SpikeDrivenLayer } from './spike-driven-layer.js';
import { SpikingWeights } from './spiking-weights.js';

/** How the weights of a spiking network lie in crossbars. */
export interface SpikingCrossbarWeights {
  readonly signing: Signing;
  /** largest weight of either sign: of all layers, or of each and of the outputs */
  readonly range: number | readonly number[];
  /** of each crossbar: how many values were beyond the range of their converter so far; left out where none can be */
  readonly clipped?: readonly (() => number)[];
}

/**
 * A spiking network whose weights are devices, one crossbar a layer and one for the outputs. In a step, rows of spikes are driven, and each
 * column sums up W x + R s. Membranes, their leak and their reset are in the host, and so are the sums of the outputs with their leak. The row
 * of a bias is driven in each step. It answers in the call where its boards do, and allocates nothing per step.
 */
export class SpikingCrossbar {
  readonly weights: readonly SpikingWeights[];
  /** the crossbars, from the input up; the last one makes the outputs */
  readonly layers: readonly SpikeDrivenLayer[];
  /** membranes of each layer after the last step; a neuron has just spiked where it is above one */
  readonly membranes: readonly Float64Array[];
  /** outputs of the last step */
  readonly outputs: Float64Array;
  /** steps so far, from rest or not */
  readonly steps = new Float64Array(1);
  /** the crossbar of the outputs */
  private readonly last: number;

  /**
   * @param schemes one a layer and one for the outputs, on arrays of the layer's rows, and of a column for each device of a neuron
   * @throws UsageError if there is not a scheme and a range for each layer
   */
  constructor(
    readonly network: SpikingNetwork,
    schemes: readonly UpdateScheme[],
    { signing, range, clipped = [] }: SpikingCrossbarWeights,
  ) {
    const { layers, output } = network;
    const all = [...layers, output];
    const ranges = rangeOfEach(network, range);
    if (schemes.length !== all.length)
      throw new UsageError(`got ${schemes.length} schemes: expected one for each of ${layers.length} layers and one for the outputs`);
    this.weights = all.map((layer, l) => new SpikingWeights(layer, signing, ranges[l]));
    // Slopes of the inputs of the network are never asked for.
    this.layers = this.weights.map(
      (weights, l) => new SpikeDrivenLayer(schemes[l], weights, l === 0 ? weights.layer.inputs : 0, clipped[l]),
    );
    this.membranes = layers.map(({ width }) => new Float64Array(width));
    this.outputs = new Float64Array(output.width);
    this.last = layers.length;
  } // prettier-ignore

  /** Leaves out rows and columns: they are not driven, and their neurons do not spike. @param lines left out for all lines */
  connect(lines?: readonly KeptLines[]): void {
    for (const [l, { exists, keeps }] of this.layers.entries()) {
      if (lines) exists.set(lines[l].row);
      else exists.fill(1);
      if (lines) keeps.set(lines[l].column);
      else keeps.fill(1);
    }
  }

  /** Back to rest, as before a sequence: membranes and outputs are zero; counts go on. */
  rest(): void {
    for (let l = 0; l < this.last; l++) this.membranes[l].fill(0);
    this.outputs.fill(0);
  }

  /** Back to rest; counts become zero. */
  reset(): void {
    this.rest();
    this.steps[0] = 0;
    for (const { driven, products, clipped } of this.layers) {
      driven.fill(0);
      products[0] = 0;
      clipped[0] = 0;
    }
  }

  /** One step, in which inputs row[from] … row[to − 1] spike, in rising order. Inputs are not checked. */
  step(row: Uint16Array, from: number, to: number): void | Promise<void> {
    const { layers, steps } = this;
    steps[0]++;
    layers[0].clear();
    for (let k = from; k < to; k++) layers[0].drive(row[k]);
    return this.layersFrom(0);
  }

  /**
   * Outputs of all steps of some trains, from rest: [step × outputs + output] into `out`.
   * @throws UsageError for trains of other inputs
   */
  async answer(trains: SpikeTrains, out: Float64Array): Promise<void> {
    const { outputs, network } = this;
    const { row, start, steps } = trains;
    checkTrains(trains, network.inputs);
    this.rest();
    for (let t = 0; t < steps; t++) {
      const pending = this.step(row, start[t], start[t + 1]);
      if (pending !== undefined) await pending;
      for (let o = 0; o < outputs.length; o++) out[t * outputs.length + o] = outputs[o];
    }
  }

  /** Changes the weights by so much, as far as schemes and devices do. @param change of each parameter */
  descend(change: Float64Array): void | Promise<void> {
    return this.descendFrom(0, change);
  }

  /** What each layer asked for in the last change, and what its devices did. */
  get updates(): readonly UpdateBatch[] {
    return this.layers.map(({ update }) => update);
  }

  private layersFrom(l: number): void | Promise<void> {
    for (; l <= this.last; l++) {
      this.drive(l);
      const pending = this.layers[l].forward();
      if (pending !== undefined) return this.layersAfter(pending, l);
      this.feel(l);
    }
    return undefined;
  }

  // Apart, so that the loop makes no closures.
  private layersAfter(pending: Promise<void>, l: number): Promise<void> {
    return pending.then(() => {
      this.feel(l);
      return this.layersFrom(l + 1);
    });
  }

  /** Drives the rows of the spikes below, of the layer's own spikes of the step before, and of the bias. */
  private drive(l: number): void {
    const { layers, membranes, network, last } = this;
    const layer = layers[l];
    if (l > 0) {
      const below = membranes[l - 1];
      layer.clear();
      for (let j = 0; j < below.length; j++) if (below[j] > 1) layer.drive(j);
    }
    if (l === last) {
      if (network.bias) layer.drive(network.output.inputs);
      return;
    }
    if (!network.recurrent) return;
    const own = membranes[l];
    const { inputs } = network.layers[l];
    for (let j = 0; j < own.length; j++) if (own[j] > 1) layer.drive(inputs + j);
  }

  /** What the sums make of membranes, or of outputs. */
  private feel(l: number): void {
    const { last, network, outputs } = this;
    const { sums, keeps } = this.layers[l];
    if (l === last) {
      for (let o = 0; o < outputs.length; o++)
        outputs[o] = network.outputLeak * outputs[o] + keeps[o] * sums[o];
      return;
    }
    const membrane = this.membranes[l];
    for (let j = 0; j < membrane.length; j++) {
      const left = membrane[j] > 1 ? 0 : network.leak * membrane[j];
      membrane[j] = left + keeps[j] * sums[j];
    }
  }

  private descendFrom(from: number, change: Float64Array): void | Promise<void> {
    for (let l = from; l <= this.last; l++) {
      const pending = this.layers[l].descend(change);
      if (pending !== undefined) return pending.then(() => this.descendFrom(l + 1, change));
    }
    return undefined;
  }
}

/** The range of each layer and of the outputs. @throws UsageError for another number of them, and for ranges that are not above zero */
function rangeOfEach(network: SpikingNetwork, range: number | readonly number[]): readonly number[] {
  const count = network.layers.length + 1;
  const ranges = typeof range === 'number' ? new Array<number>(count).fill(range) : range;
  if (ranges.length !== count)
    throw new UsageError(`got ${ranges.length} ranges: expected one, or one for each of ${count - 1} layers and one for the outputs`);
  const wrong = ranges.find((one) => !(one > 0 && one < Infinity));
  if (wrong === undefined) return ranges;
  throw new UsageError(`got the range ${wrong} of a layer: expected a number above 0; give the largest weight of either sign`);
} // prettier-ignore
