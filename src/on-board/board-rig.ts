import type { DeviceBank } from '../../devices/device-bank.js';
import type { Product } from '../../drivers/boards/board.js';
import { HybridBoard } from '../../drivers/boards/hybrid-board.js';
import { PhysicalDevices } from '../../drivers/boards/physical-devices.js';
import { PhysicalPart } from '../../drivers/boards/physical-part.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { TimeBudget } from '../../drivers/boards/time-budget.js';
import type { Wired } from '../experiment/array/wired-scheme.js';
import type { BoardSetup } from '../experiment/board/board-form.js';
import type { PhysicalWeight } from '../experiment/board/physical-placement.js';
import type { Agent } from '../learners/agent.js';
import type { OpenBoard } from './board-access.js';

/** Maximum number of reads that are kept one by one; the sums cover all reads. */
const MAXIMUM_KEPT = 5000;
const DIGITS = 6;

/** TD errors read on physical devices: measured, and expected from the last readings of the devices (Fig. 3b of the article). */
class TdReads {
  readonly expected: number[] = [];
  readonly measured: number[] = [];
  count = 0;
  largest = 0;
  /** number of reads over one physical device, over two, … */
  readonly over: number[] = [];
  private squares = 0;

  /** @param critic the column in which TD errors are read; −1 for a learner without a critic */
  constructor(private readonly critic: number) {}

  readonly note = (column: number, expected: number, measured: number, devices: number): void => {
    if (column !== this.critic) return;
    const off = Math.abs(measured - expected);
    this.count++;
    this.squares += off * off;
    this.largest = Math.max(this.largest, off);
    while (this.over.length < devices) this.over.push(0);
    this.over[devices - 1]++;
    if (this.expected.length === MAXIMUM_KEPT) return;
    this.expected.push(Number(expected.toPrecision(DIGITS)));
    this.measured.push(Number(measured.toPrecision(DIGITS)));
  };

  /** Root mean square of measured − expected. */
  get rms(): number {
    return this.count === 0 ? 0 : Math.sqrt(this.squares / this.count);
  }
}

/** Maximum number of rows that one TD error drives: those of the present and of the next observation. */
const AT_ONCE = 2;

/** An open board during one run: its devices among the weights, and what is measured on it. */
export class BoardRig {
  readonly budget = new TimeBudget();
  readonly td: TdReads;
  readonly physical: PhysicalDevices;
  /** where the currents of physical devices are added up */
  product: Product = 'host-sum';

  /** @param worn pulses that each device got so far @param signal stops before the next exchange @param critic its column, −1 without one */
  constructor(
    { session }: OpenBoard,
    private readonly setup: BoardSetup,
    private readonly weights: readonly PhysicalWeight[],
    worn: Float64Array<ArrayBuffer>,
    signal: AbortSignal,
    critic: number,
  ) {
    this.td = new TdReads(critic);
    const { readVolts, pulses, pulsesPerDevice } = setup.limits;
    const settings = { ...setup.read, readLimit: readVolts, trainPulses: pulses, pulsesPerDevice };
    const devices = weights.map(({ device }) => device);
    this.physical = new PhysicalDevices(session, devices, settings, this.budget, signal, worn);
  }

  /** Makes a board of a bank, with the physical devices in place of some of the bank’s. */
  readonly wire = (bank: DeviceBank, columns: number): Wired => {
    const { physical, td } = this;
    const weights = this.weights.map(({ weight }) => weight);
    const part = new PhysicalPart(physical, weights, columns, bank.size, this.products(), td.note);
    const board = new HybridBoard(new SimulatedBoard(bank, columns), part);
    this.product = board.product;
    return {
      board,
      held() {
        const held = bank.conductance.slice();
        weights.forEach((weight, k) => (held[weight] = physical.conductance[k]));
        return held;
      },
    };
  };

  /** An agent whose learning steps are timed. */
  timed(agent: Agent): Agent {
    const { budget } = this;
    return {
      batch: agent.batch,
      act: (observation) => agent.act(observation),
      async learn(step, next) {
        await agent.learn(step, next);
        budget.step();
      },
    };
  }

  private products() {
    const { reference, read, floor } = this.setup;
    return { ...(reference && { reference }), scale: read.scale, floor, atOnce: AT_ONCE };
  }
}
