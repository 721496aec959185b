import { blockMeans, blockOf, GLIMPSE_POINTS, type Glimpse, type GlimpseSource } from './glimpse.js';

/** Whole numbers at the start of a slot. */
const AT = { state: 0, wanted: 1, seed: 2, episode: 3, points: 4 } as const;
/** Whole numbers that a slot has room for, so that what follows lies on a multiple of eight bytes. */
const WHOLE = 8;
/** What a slot waits for: a question, an answer, the end of an answer, and its reader. */
const STATE = { idle: 0, asked: 1, writing: 2, answered: 3 } as const;
/** A question to any seed. */
const ANY = -1;
const COSTS = 3;

/**
 * A place in shared memory where one condition shows a seed in progress. A reader asks; the thread that runs the seed
 * answers at its next step, once. So no message waits anywhere, and a run that is not asked does not answer. Only the
 * thread that turns `asked` into `writing` writes, and the reader reads only what is `answered`: no answer is torn.
 */
export class GlimpseSlot {
  private readonly whole: Int32Array;
  private readonly costs: Float64Array;
  private readonly curve: Float64Array;
  private readonly weights: Float64Array;

  /** @param memory of at least `bytes(size)` @param size number of weights */
  constructor(
    memory: SharedArrayBuffer,
    from: number,
    size: number,
    private readonly episodes: number,
  ) {
    this.whole = new Int32Array(memory, from, WHOLE);
    const numbers = new Float64Array(memory, from + 4 * WHOLE, COSTS + GLIMPSE_POINTS + size);
    this.costs = numbers.subarray(0, COSTS);
    this.curve = numbers.subarray(COSTS, COSTS + GLIMPSE_POINTS);
    this.weights = numbers.subarray(COSTS + GLIMPSE_POINTS);
  }

  /** Bytes of a slot. @param size number of weights */
  static bytes(size: number): number {
    return 4 * WHOLE + 8 * (COSTS + GLIMPSE_POINTS + size);
  }

  /** Asks for a seed in progress, unless an answer is being written. @param seed by default any */
  ask(seed = ANY): void {
    const state = Atomics.load(this.whole, AT.state);
    // A second writer would mix its numbers with those of the first.
    if (state === STATE.writing) return;
    Atomics.store(this.whole, AT.wanted, seed);
    Atomics.compareExchange(this.whole, AT.state, state, STATE.asked);
  }

  /** Whether a question waits for an answer. */
  isAsked(): boolean {
    return Atomics.load(this.whole, AT.state) === STATE.asked;
  }

  /** Whether this seed is asked for. */
  isWanted(seed: number): boolean {
    if (Atomics.load(this.whole, AT.state) !== STATE.asked) return false;
    const wanted = Atomics.load(this.whole, AT.wanted);
    return wanted === ANY || wanted === seed;
  }

  /** Answers, unless another thread does. */
  answer({ seed, episode, steps, weights, costs }: GlimpseSource): void {
    const { whole } = this;
    if (Atomics.compareExchange(whole, AT.state, STATE.asked, STATE.writing) !== STATE.asked) return;
    whole[AT.seed] = seed;
    whole[AT.episode] = episode;
    whole[AT.points] = blockMeans(steps, episode, blockOf(this.episodes), this.curve);
    this.weights.set(weights);
    this.costs[0] = costs.set;
    this.costs[1] = costs.reset;
    this.costs[2] = costs.reads;
    Atomics.store(whole, AT.state, STATE.answered);
  }

  /** The answer, once; undefined where there is none yet. */
  taken(): Glimpse | undefined {
    const { whole, costs, curve, weights } = this;
    if (Atomics.load(whole, AT.state) !== STATE.answered) return undefined;
    const glimpse = {
      seed: whole[AT.seed],
      episode: whole[AT.episode],
      curve: curve.slice(0, whole[AT.points]),
      weights: weights.slice(),
      set: costs[0],
      reset: costs[1],
      reads: costs[2],
    };
    Atomics.store(whole, AT.state, STATE.idle);
    return glimpse;
  }
}
