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
  private readonly kernel = new Kernel();
  /** the kernel's number of each weight */
  private readonly order: Uint32Array;
  private readonly price: PulseCosts;
  private readonly grid: readonly [side: number, height: number];
  private readonly middle: Float64Array;
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
    this.grid = grid ? [grid.side, grid.side] : [cells, 1];
    this.believes = catalogue.schemes.get(condition.scheme).believes ?? false;
    this.price = new PulseCosts(Array.from(placed, (fit) => fits[fit].conditions));

    const { exact = false, walks } = catalogue.devices.get(condition.bank);
    const { sigma, noise } = condition;
    const { structure } = exact ? { structure: () => quiet } : arrayNoise(sigma === undefined ? noise : { write: sigma }, fits, placed); // prettier-ignore
    const model = exact ? undefined : (walks ? cycleModel : meanModel)(fits, structure);
    const table = model ? call.reserve(8 * CURVE * model.update.length) : 0;
    this.room = { moves: call.reserve(4 * longest), truncated: call.reserve(longest) };
    if (model) this.fillCurves(table, model, placed);
    this.middle = this.fillDevices(fits, placed);
    const { learningRate, discount, temperature, threshold, stepLimit } = { ...experiment, ...condition };
    this.kernel.set({ learningRate, discount, temperature, threshold, stepLimit, actions });
    const { side = cells, extent = 0, width = 1 } = grid ?? {};
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
    const [side, height] = this.grid;
    return this.kernel.numbers('preference', this.order.length / (side * height) - 1);
  }

  /** The weights that the devices hold. */
  held(): Float64Array {
    return this.ordered(this.kernel.numbers('weight', WEIGHTS));
  }

  /** The digital copy of the weights, where the learner computes with one. */
  believed(): Float64Array | undefined {
    return this.believes ? this.ordered(this.kernel.numbers('believed', WEIGHTS)) : undefined;
  }

  /** Device updates that the learner asked for. */
  updates(): number {
    return this.kernel.call.updates.value;
  }

  /** What learning cost so far over all devices. */
  costs(): Costs {
    const { known, read, setWidth, resetWidth } = this.price;
    const { set, reset, reads } = this.perWeight();
    const products = this.productReads();
    const inProducts = total(products.map((times, d) => times * read[d] * this.middle[d]));
    const pulsing = total(set.map((pulses, d) => pulses * setWidth[d] + reset[d] * resetWidth[d]));
    const wear = set.reduce((most, pulses, d) => Math.max(most, pulses + reset[d]), 0);
    const all = total(reads);
    return {
      set: total(set),
      reset: total(reset),
      reads: all,
      joules: known ? this.kernel.call.joules.value + inProducts : null,
      deviceSeconds: known ? pulsing + all * READ_SECONDS : null,
      wear,
    };
  }

  perWeight(): WeightCosts {
    const column = (name: 'sets' | 'resets' | 'reads') => this.ordered(this.kernel.numbers(name, WEIGHTS));
    const products = this.productReads();
    return {
      set: column('sets'),
      reset: column('resets'),
      reads: column('reads').map((single, d) => single + products[d]),
    };
  }

  /** How often products read each device. */
  private productReads(): Float64Array {
    const [side, height] = this.grid;
    const driven = (name: 'drivenActors' | 'drivenCritic') =>
      new BlockCount(side, height, this.kernel.integers(name, (side + 1) * (height + 1))).cells();
    const [critic, actors] = [driven('drivenCritic'), driven('drivenActors')];
    const columns = this.order.length / critic.length;
    return Float64Array.from(
      this.order,
      (_, d) => (d % columns === 0 ? critic : actors)[Math.floor(d / columns)],
    );
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

  /** @returns the middle of each window, siemens */
  private fillDevices(fits: readonly DeviceFit[], placed: Uint16Array): Float64Array {
    const of = (value: (fit: DeviceFit) => number) => Float64Array.from(placed, (fit) => value(fits[fit]));
    const { set, reset, read } = this.price;
    const [lowest, highest] = [of((fit) => fit.lowestSiemens), of((fit) => fit.highestSiemens)];
    this.fill('range', of((fit) => fit.pulses));
    this.fill('lowest', lowest);
    this.fill('highest', highest);
    this.fill('setPrice', set);
    this.fill('resetPrice', reset);
    this.fill('readPrice', read);
    return lowest.map((low, d) => (low + highest[d]) / 2);
  } // prettier-ignore

  private fill(column: Parameters<Kernel['numbers']>[0], values: Float64Array): void {
    const to = this.kernel.numbers(column, WEIGHTS);
    values.forEach((value, d) => (to[this.order[d]] = value));
  }

  private ordered(from: Float64Array): Float64Array {
    return Float64Array.from(this.order, (at) => from[at]);
  }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
