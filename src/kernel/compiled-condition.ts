import type { DeviceFit } from '../../devices/files/device-form.js';
import { quiet } from '../../devices/noise/noise.js';
import { PINK_READS } from '../../devices/noise/read-noise.js';
import { cycleModel, meanModel, type VcmModel } from '../../devices/vcm/vcm-model.js';
import type { Costs } from '../../drivers/boards/metered-board.js';
import { BlockCount } from '../../drivers/boards/product-reads.js';
import { PulseCosts, READ_SECONDS } from '../../drivers/boards/pulse-costs.js';
import { randomStream, type Purpose } from '../core/random-stream.js';
import { arrayNoise } from '../experiment/array-noise.js';
import { catalogue } from '../experiment/catalogue.js';
import type { Experiment } from '../experiment/experiment.js';
import type { WeightCosts } from '../experiment/ledger.js';
import { placementOf, taskOf } from '../experiment/weights.js';
import { Kernel } from './kernel.js';

/** Number of the first actor, and of all weights, in the kernel (kernels/devices.ts). */
const ACTORS = 128;
const WEIGHTS = 1152;
/** Longest gap in its table of read noise (kernels/read-noise.ts). */
const LONGEST = 1200;
/** Numbers of a curve in its memory, of which those of `ResponseCurves` are the first. */
const CURVE = 12;
const RESPONSE = 10;

/** Which stream each of the kernel’s five takes. */
const streams = {
  actionStream: 'actions',
  startStream: 'starts',
  writeStream: 'write noise',
  readStream: 'read noise',
  cycleStream: 'cycles',
} as const satisfies Record<string, Purpose>;

/** One condition in the compiled loop: tables are filled once, then seed follows seed. Columns leave it as cells × heads. */
export class CompiledCondition {
  /** the critic's weights, now and later */
  readonly critic: Float64Array;
  private readonly kernel = new Kernel();
  /** the kernel's number of each weight */
  private readonly order: Uint32Array;
  private readonly price: PulseCosts;
  private readonly actions: number;
  /** energy of a product's read of each cell: of the critic's device, and of all of its actors */
  private readonly productJoules: readonly [critic: Float64Array, actors: Float64Array];
  /** how often products drove each cell: of the critic, and of the actors */
  private readonly driven: readonly BlockCount[];
  private readonly sets: Float64Array;
  private readonly resets: Float64Array;
  private readonly room: { readonly moves: number; readonly truncated: number };
  private readonly believes: boolean;

  /** @param longest most episodes that pass at a time */
  constructor(experiment: Experiment, index: number, fits: readonly DeviceFit[], longest: number) {
    const { call } = this.kernel;
    const condition = experiment.conditions[index];
    const { cells, actions, grid } = taskOf(experiment);
    const placed = placementOf(experiment, fits);
    const columns = 1 + actions;
    this.order = Uint32Array.from(placed, (_, d) => {
      const cell = Math.floor(d / columns);
      const head = d % columns;
      return head === 0 ? cell : ACTORS + cell * actions + head - 1;
    });
    this.actions = actions;
    this.believes = catalogue.schemes.get(condition.scheme).believes ?? false;
    this.price = new PulseCosts(Array.from(placed, (fit) => fits[fit].conditions));

    this.productJoules = [new Float64Array(cells), new Float64Array(cells)];
    placed.forEach((fit, d) => {
      const { lowestSiemens, highestSiemens } = fits[fit];
      const joules = (this.price.read[d] * (lowestSiemens + highestSiemens)) / 2;
      this.productJoules[d % columns === 0 ? 0 : 1][Math.floor(d / columns)] += joules;
    });

    const { exact = false, walks } = catalogue.devices.get(condition.bank);
    const { sigma, noise } = condition;
    const { structure } = exact ? { structure: () => quiet } : arrayNoise(sigma === undefined ? noise : { write: sigma }, fits, placed); // prettier-ignore
    const model = exact ? undefined : (walks ? cycleModel : meanModel)(fits, structure);
    const table = model ? call.reserve(8 * CURVE * model.update.length) : 0;
    this.room = { moves: call.reserve(4 * longest), truncated: call.reserve(longest) };
    if (model) this.fillCurves(table, model, placed);
    this.fillDevices(fits, placed);
    const { learningRate, discount, temperature, threshold, stepLimit } = { ...experiment, ...condition };
    this.kernel.set({ learningRate, discount, temperature, threshold, stepLimit, actions });
    const { side = cells, extent = 0, width = 1 } = grid ?? {};
    const height = cells / side;
    this.driven = (['drivenCritic', 'drivenActors'] as const).map(
      (name) => new BlockCount(side, height, this.kernel.integers(name, (side + 1) * (height + 1))),
    );
    this.sets = this.kernel.numbers('sets', WEIGHTS);
    this.resets = this.kernel.numbers('resets', WEIGHTS);
    this.critic = this.kernel.numbers('weight', cells);
    this.kernel.set({ inPlane: grid !== undefined, side, extent, width });
    const { cycles = 1, writeNoisy = false, readNoisy = false } = model ?? {};
    this.kernel.set({ exact, openLoop: this.believes, cycles, writeNoisy, readNoisy, curves: table });
  }

  begin(seed: number): void {
    for (const [stream, purpose] of Object.entries(streams) as [keyof typeof streams, Purpose][]) {
      this.kernel.integers(stream, 4).set(randomStream(seed, purpose).words());
    }
    this.kernel.call.begin();
  }

  /** Lets episodes pass. @param moves of each episode @param truncated 1 where the step limit ended it */
  advance(moves: Int32Array, truncated: Uint8Array): void {
    const { room } = this;
    const { call } = this.kernel;
    call.advance(moves.length, room.moves, room.truncated);
    moves.set(new Int32Array(call.memory.buffer, room.moves, moves.length));
    truncated.set(new Uint8Array(call.memory.buffer, room.truncated, moves.length));
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

  private fillCurves(address: number, model: VcmModel, placed: Uint16Array): void {
    const { curves, update, pulse, cycles } = model;
    const table = new Float64Array(this.kernel.call.memory.buffer, address, CURVE * update.length);
    update.forEach((deviation, row) => {
      table.set(curves.table.subarray(row * RESPONSE, (row + 1) * RESPONSE), row * CURVE);
      table.set([deviation, pulse[row]], row * CURVE + RESPONSE);
    });
    const curve = this.kernel.integers('curve', WEIGHTS);
    const white = this.kernel.numbers('white', WEIGHTS);
    const pink = this.kernel.numbers('pink', WEIGHTS);
    placed.forEach((fit, d) => {
      curve[this.order[d]] = 2 * cycles * fit;
      white[this.order[d]] = model.white[fit] ** 2;
      pink[this.order[d]] = model.pink[fit];
    });
    const kept = this.kernel.numbers('kept', PINK_READS.length * (LONGEST + 1));
    PINK_READS.forEach((reads, k) => {
      for (let gap = 0; gap < LONGEST; gap++) kept[k * (LONGEST + 1) + gap] = Math.exp(-gap / reads);
    });
  }

  private fillDevices(fits: readonly DeviceFit[], placed: Uint16Array): void {
    const of = (value: (fit: DeviceFit) => number) => Float64Array.from(placed, (fit) => value(fits[fit]));
    const { set, reset, read } = this.price;
    this.fill('range', of((fit) => fit.pulses));
    this.fill('lowest', of((fit) => fit.lowestSiemens));
    this.fill('highest', of((fit) => fit.highestSiemens));
    this.fill('setPrice', set);
    this.fill('resetPrice', reset);
    this.fill('readPrice', read);
  } // prettier-ignore

  private fill(column: Parameters<Kernel['numbers']>[0], values: Float64Array): void {
    const to = this.kernel.numbers(column, WEIGHTS);
    values.forEach((value, d) => (to[this.order[d]] = value));
  }

  private ordered(column: Parameters<Kernel['numbers']>[0]): Float64Array {
    const { order } = this;
    const from = this.kernel.numbers(column, WEIGHTS);
    const out = new Float64Array(order.length);
    for (let d = 0; d < out.length; d++) out[d] = from[order[d]]!;
    return out;
  }
}
