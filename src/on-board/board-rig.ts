import { HybridBoard } from '../../drivers/boards/hybrid-board.js';
import { PhysicalDevices } from '../../drivers/boards/physical-devices.js';
import { PhysicalPart } from '../../drivers/boards/physical-part.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { TimeBudget } from '../../drivers/boards/time-budget.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import type { Product } from '../../drivers/boards/board.js';
import type { Wired } from '../experiment/assemble.js';
import type { OpenBoard } from './board-access.js';
import type { BoardSetup } from '../experiment/board-form.js';
import type { PhysicalWeight } from '../experiment/physical-placement.js';
import { TdReads } from './td-reads.js';

/** Rows that one TD error drives at most: what was seen, and what came next. */
const AT_ONCE = 2;

/** An open board in one run: its devices among the weights, and what is measured on it. */
export class BoardRig {
  readonly budget = new TimeBudget();
  readonly td: TdReads;
  readonly physical: PhysicalDevices;
  /** where sums over physical devices are made */
  product: Product = 'host-sum';

  /** @param worn pulses that each device was sent so far @param signal stops before the next exchange @param critic its column, −1 without one */
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

  /** Puts the physical devices in the place of some of a bank’s. */
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

  private products() {
    const { reference, read, floor } = this.setup;
    return { ...(reference && { reference }), scale: read.scale, floor, atOnce: AT_ONCE };
  }
}
