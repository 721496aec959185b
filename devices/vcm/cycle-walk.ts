import type { RandomStream } from '../../src/core/random-stream.js';

/** Which of its measured cycles a device follows while it is pulsed to and fro. */
export interface CycleWalk {
  /** The cycle of the next update. @param direction of the update: + up, − down; @param pulses + SET, − RESET */
  next(device: number, direction: number, pulses: number): number;
}

/** A device with one curve only stays on it: the mean model. */
export const singleCurve: CycleWalk = { next: () => 0 };

const UNDRAWN = -2;

/** State and rule that both walks share: a start drawn at the first update, a move at every second flip. */
abstract class FlippingWalk implements CycleWalk {
  protected readonly cycle: Int16Array;
  protected readonly direction: Int8Array;
  private readonly previous: Int8Array;
  private readonly flips: Int8Array;

  constructor(
    size: number,
    protected readonly cycles: number,
    private readonly random: RandomStream,
  ) {
    this.cycle = new Int16Array(size).fill(UNDRAWN);
    this.direction = new Int8Array(size).fill(1);
    this.previous = new Int8Array(size);
    this.flips = new Int8Array(size);
  }

  next(device: number, direction: number, pulses: number): number {
    if (this.cycle[device] === UNDRAWN) this.cycle[device] = this.random.below(this.starts());
    else if (this.previous[device] * pulses < 0 && (this.flips[device] ^= 1) === 0) this.move(device);
    this.previous[device] = Math.sign(direction);
    const cycle = this.cycle[device];
    return cycle < 0 ? this.cycles - 1 : cycle;
  }

  /** How many of the first cycles a device may start with. */
  protected abstract starts(): number;
  protected abstract move(device: number): void;
}

/**
 * The walk of the published reference program, quirk included: a start is never drawn in the last cycle, and
 * at an end (index ≤ 0 or ≥ last) the device turns round before it moves, so that one that was drawn at 0 goes
 * to −1, which means the last cycle, then back to 0, and so on for ever.
 */
export class PublishedWalk extends FlippingWalk {
  protected starts(): number {
    return Math.max(1, this.cycles - 1);
  }

  protected move(device: number): void {
    const at = this.cycle[device];
    if (at <= 0 || at >= this.cycles - 1) this.direction[device] = -this.direction[device];
    this.cycle[device] = at + this.direction[device];
  }
}

/** The walk that was meant: any cycle may be the start, and the ends reflect. */
export class ReflectingWalk extends FlippingWalk {
  protected starts(): number {
    return this.cycles;
  }

  protected move(device: number): void {
    const ahead = this.cycle[device] + this.direction[device];
    if (ahead < 0 || ahead >= this.cycles) this.direction[device] = -this.direction[device];
    const next = this.cycle[device] + this.direction[device];
    this.cycle[device] = Math.min(Math.max(next, 0), this.cycles - 1);
  }
}

/** The ways through the measured cycles, by the names that experiments use. */
export const walkNames = ['published', 'reflecting'] as const;
export type WalkName = (typeof walkNames)[number];
export const DEFAULT_WALK: WalkName = 'published';

/** A fresh walk. */
export function makeWalk(name: WalkName, size: number, cycles: number, random: RandomStream): CycleWalk {
  return name === 'published'
    ? new PublishedWalk(size, cycles, random)
    : new ReflectingWalk(size, cycles, random);
}
