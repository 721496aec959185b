import type { ColumnEngine, MakeEngine } from './columns/column-engine.js';
import { laidOut } from './columns/places.js';
import { HessianPass } from './hessian/hessian-pass.js';
import { hessianPlaces } from './hessian/hessian-places.js';
import { layerPlaces, passBackTo, passBackward, passForward, type LayerPlaces } from './layer-pass.js';
import type { Loss } from './losses/loss.js';
import type { Network } from './network.js';
import { blocksOf, fillBlock, type Block, type Samples } from './samples.js';

/** Most samples that are worked on at once, and fewest. */
const [LONGEST, SHORTEST] = [256, 16];
/** Numbers that the largest pair of layers may hold, so that a block stays in the cache. */
const CACHED = 2 ** 17;

/** The way of a network's samples through its layers and back, block by block, with all that is held of it. */
export class NetworkPass {
  readonly blocks: readonly Block[];
  /** places of the inputs of each block, with a last column of ones */
  readonly inputs: readonly number[];
  /** what is needed for the Hessian; absent if it is not wanted */
  readonly second?: HessianPass;
  /** outputs of the block at hand: [output × count + sample] */
  readonly outputs: Float64Array;
  private readonly engine: ColumnEngine;
  private readonly layers: readonly LayerPlaces[];
  /** slope of the loss in each output, and places of parameters and gradient */
  private readonly toOutput: Float64Array;
  private readonly slopes: number;

  constructor(
    network: Network,
    samples: Samples,
    private readonly loss: Loss,
    make: MakeEngine,
    secondOrder: boolean,
  ) {
    const { inputs, outputs, size } = network;
    this.blocks = blocksOf(samples, inputs, outputs, blockLength(network));
    const { count } = this.blocks[0];
    const { engine, places } = laidOut(make, (take) => ({
      parameters: take(size),
      slopes: take(size),
      layers: network.layers.map((layer) => layerPlaces(take, layer, count)),
      inputs: this.blocks.map((block) => take((inputs + 1) * block.count)),
      second: secondOrder ? hessianPlaces(take, network, count) : undefined,
    }));
    this.engine = engine;
    this.slopes = places.slopes;
    this.inputs = places.inputs;
    this.layers = places.layers;
    const last = places.layers[places.layers.length - 1];
    const columns = (place: number) => engine.numbers.subarray(place, place + outputs * count);
    this.outputs = columns(last.output);
    this.toOutput = columns(last.toOutput);
    for (const [b, block] of this.blocks.entries()) this.fillInputs(samples, inputs, b, block);
    if (places.second)
      this.second = new HessianPass(engine, places.layers, places.second, loss, this.outputs);
  }

  /** Begins at some parameters. */
  begin(parameters: Float64Array): void {
    const { numbers } = this.engine;
    numbers.set(parameters);
    numbers.fill(0, this.slopes, this.slopes + parameters.length);
  }

  /** Fills the outputs of all layers for a block, and the slope of its loss in the last; returns this loss. */
  forward(b: number, curved: boolean): number {
    const { count, targets, weights } = this.blocks[b];
    let below = this.inputs[b];
    for (const layer of this.layers) {
      passForward(this.engine, layer, below, count, curved);
      below = layer.output;
    }
    return this.loss.fill(this.outputs, targets, weights, count, this.toOutput);
  }

  /** Adds the gradient of a block that went forward. */
  backward(b: number): void {
    const { engine, layers } = this;
    const { count } = this.blocks[b];
    for (let l = layers.length - 1; l >= 0; l--) {
      const below = l > 0 ? layers[l - 1] : undefined;
      passBackward(engine, layers[l], below ? below.output : this.inputs[b], count, this.slopes);
      if (below) passBackTo(engine, layers[l], below, count);
    }
  }

  copyGradient(target: Float64Array): void {
    for (let i = 0; i < target.length; i++) target[i] = this.engine.numbers[this.slopes + i];
  }

  private fillInputs(samples: Samples, width: number, b: number, { first, count }: Block): void {
    const place = this.inputs[b];
    const columns = this.engine.numbers.subarray(place, place + (width + 1) * count).fill(1);
    fillBlock(columns, samples.inputs, width, samples.count, first, count);
  }
}

/** Samples worked on at once. It depends on the network alone, so that sums are the same on every machine. */
function blockLength({ layers }: Network): number {
  const pairs = layers.slice(1).map(({ width, inputs }) => width * inputs);
  return Math.min(LONGEST, Math.max(SHORTEST, Math.floor(CACHED / Math.max(1, ...pairs))));
}
