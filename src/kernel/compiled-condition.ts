import type { DeviceFit } from '../../devices/files/device-form.js';
import type { Costs } from '../../drivers/boards/metered-board.js';
import { BlockCount } from '../../drivers/boards/product-reads.js';
import { PulseCosts, READ_SECONDS } from '../../drivers/boards/pulse-costs.js';
import { randomStream, type Purpose } from '../core/random-stream.js';
import { catalogue } from '../experiment/catalogue.js';
import type { Experiment } from '../experiment/experiment.js';
import type { WeightCosts } from '../experiment/ledger.js';
import { placementOf, taskOf } from '../experiment/weights.js';
import { fillKernel } from './fill-kernel.js';
import { Kernel } from './kernel.js';

/** Which stream each of the kernel’s five takes. */
const streams = {
  actionStream: 'actions',
  startStream: 'starts',
  writeStream: 'write noise',
  readStream: 'read noise',
  cycleStream: 'cycles',
} as const satisfies Record<string, Purpose>;

/** Most places of an episode that a trail keeps. */
const MAXIMUM_TRAIL = 100_000;

/** One condition in the compiled loop: tables are filled once, then seed follows seed. Columns leave it as cells × heads. */
export class CompiledCondition {
  /** the critic's weights, now and later */
  readonly critic: Float64Array;
  private readonly kernel = new Kernel();
  /** the kernel's number of each weight */
  private readonly order: Uint32Array;
  private readonly price: PulseCosts;
  private readonly actions: number;
  private readonly believes: boolean;
  /** energy of a product's read of each cell: of the critic's device, and of all of its actors */
  private readonly productJoules: readonly [critic: Float64Array, actors: Float64Array];
  /** how often products drove each cell: of the critic, and of the actors */
  private readonly driven: readonly BlockCount[];
  private readonly sets: Float64Array;
  private readonly resets: Float64Array;
  /** addresses in the kernel's memory */
  private readonly room: { readonly moves: number; readonly truncated: number; readonly trail: number };
  private readonly trailPlaces: number;

  /** @param longest most episodes that pass at a time @param trailed whether `trail` is wanted */
  constructor(
    experiment: Experiment,
    index: number,
    fits: readonly DeviceFit[],
    longest: number,
    trailed = false,
  ) {
    const { kernel } = this;
    const { call } = kernel;
    const condition = experiment.conditions[index];
    const { cells, actions, grid } = taskOf(experiment);
    const placed = placementOf(experiment, fits);
    this.trailPlaces = trailed ? Math.min(experiment.stepLimit, MAXIMUM_TRAIL) + 1 : 0;
    this.room = {
      moves: call.reserve(4 * longest),
      truncated: call.reserve(longest),
      trail: call.reserve(16 * this.trailPlaces),
    };
    this.price = new PulseCosts(Array.from(placed, (fit) => fits[fit].conditions));
    this.order = fillKernel(kernel, experiment, condition, fits, placed, this.price);
    this.actions = actions;
    this.believes = catalogue.schemes.get(condition.scheme).believes ?? false;
    this.productJoules = [new Float64Array(cells), new Float64Array(cells)];
    placed.forEach((fit, d) => {
      const middle = (fits[fit].lowestSiemens + fits[fit].highestSiemens) / 2;
      const of = this.productJoules[d % (1 + actions) === 0 ? 0 : 1];
      of[Math.floor(d / (1 + actions))] += this.price.read[d] * middle;
    });
    const side = grid?.side ?? cells;
    const height = cells / side;
    this.driven = (['drivenCritic', 'drivenActors'] as const).map(
      (name) => new BlockCount(side, height, kernel.integers(name, (side + 1) * (height + 1))),
    );
    this.sets = kernel.numbers('sets');
    this.resets = kernel.numbers('resets');
    this.critic = kernel.numbers('weight', cells);
  }

  begin(seed: number): void {
    for (const [stream, purpose] of Object.entries(streams) as [keyof typeof streams, Purpose][]) {
      this.kernel.integers(stream, 4).set(randomStream(seed, purpose).words());
    }
    this.kernel.call.begin();
  }

  /** Lets episodes pass. @param moves of each episode @param truncated 1 where the step limit ended it */
  advance(moves: Int32Array, truncated: Uint8Array): void {
    const { room, trailPlaces } = this;
    const { call } = this.kernel;
    if (trailPlaces > 0) this.kernel.set({ trail: room.trail, trailEnd: room.trail + 16 * trailPlaces });
    call.advance(moves.length, room.moves, room.truncated);
    moves.set(new Int32Array(call.memory.buffer, room.moves, moves.length));
    truncated.set(new Uint8Array(call.memory.buffer, room.truncated, moves.length));
  }

  /** Where the episodes of the last `advance` went, in coordinates of the task: (x, y), or a state. */
  trail(): number[][] {
    const { call } = this.kernel;
    const count = (call.trail.value - this.room.trail) / 16;
    const pairs = new Float64Array(call.memory.buffer, this.room.trail, 2 * count);
    const inPlane = call.inPlane.value === 1;
    return Array.from({ length: count }, (_, k) => [...pairs.subarray(2 * k, 2 * k + (inPlane ? 2 : 1))]);
  }

  /** The preferences of the actions, as the learner last read them. */
  preferences(): Float64Array {
    return this.kernel.numbers('preference', this.actions);
  }

  /** The weights that the devices hold. */
  held(): Float64Array {
    return this.ordered('weight');
  }

  /** The digital copy of the weights, where the learner computes with one. */
  believed(): Float64Array | undefined {
    return this.believes ? this.ordered('believed') : undefined;
  }

  /** Device updates that the learner asked for. */
  updates(): number {
    return this.kernel.call.updates.value;
  }

  /** What learning cost so far over all devices. */
  costs(): Costs {
    const { order, price, actions, sets, resets } = this;
    let set = 0;
    let reset = 0;
    let seconds = 0;
    let wear = 0;
    for (let d = 0; d < order.length; d++) {
      const ups = sets[order[d]];
      const downs = resets[order[d]];
      set += ups;
      reset += downs;
      seconds += ups * price.setWidth[d] + downs * price.resetWidth[d];
      wear = Math.max(wear, ups + downs);
    }
    // Each update is read back, unless the learner has weights of its own.
    let reads = this.believes ? 0 : this.updates();
    let joules = this.kernel.call.joules.value;
    const [critic, actors] = this.driven.map((blocks) => blocks.cells());
    for (let cell = 0; cell < critic.length; cell++) {
      reads += critic[cell] + actions * actors[cell];
      joules += critic[cell] * this.productJoules[0][cell] + actors[cell] * this.productJoules[1][cell];
    }
    const { known } = price;
    return {
      set,
      reset,
      reads,
      joules: known ? joules : null,
      deviceSeconds: known ? seconds + reads * READ_SECONDS : null,
      wear,
    };
  }

  perWeight(): WeightCosts {
    const columns = 1 + this.actions;
    const [critic, actors] = this.driven.map((blocks) => blocks.cells());
    const inProducts = (d: number) => (d % columns === 0 ? critic : actors)[Math.floor(d / columns)];
    return {
      set: this.ordered('sets'),
      reset: this.ordered('resets'),
      reads: this.ordered('reads').map((single, d) => single + inProducts(d)),
    };
  }

  private ordered(column: Parameters<Kernel['numbers']>[0]): Float64Array {
    const { order } = this;
    const from = this.kernel.numbers(column);
    const out = new Float64Array(order.length);
    for (let d = 0; d < out.length; d++) out[d] = from[order[d]]!;
    return out;
  }
}
