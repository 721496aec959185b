import type { Experiment } from '../experiment/experiment.js';
import type { Glimpse } from '../experiment/glimpse/glimpse.js';
import type { GlimpseSlot } from '../experiment/glimpse/glimpse-slot.js';
import { glimpseMemory, glimpseSlot, SEEN_CONDITIONS } from '../experiment/glimpse/glimpses.js';

/** Questions without an answer after which another seed may answer. */
const PATIENCE = 6;

interface Watched {
  readonly slot: GlimpseSlot;
  latest?: Glimpse;
  /** whether the latest two answers are of one seed, so that it can be followed */
  followed: boolean;
  unanswered: number;
}

/** The seeds in progress of a run, one of each condition. Each is followed until it ends. */
export class SeedsInProgress {
  readonly memory: SharedArrayBuffer;
  private readonly watched: readonly Watched[];

  constructor(private readonly experiment: Experiment) {
    this.memory = glimpseMemory(experiment);
    const seen = experiment.conditions.slice(0, SEEN_CONDITIONS);
    this.watched = seen.map((_, i) => ({
      slot: glimpseSlot(this.memory, experiment, i)!,
      followed: false,
      unanswered: 0,
    }));
  }

  /** Takes the answers, and asks anew. @param finished number of finished seeds of each condition */
  look(finished: readonly number[]): void {
    this.watched.forEach((one, i) => this.lookAt(one, this.experiment.firstSeed + finished[i]));
  }

  /** A seed of a condition that is in progress for long enough to be followed. */
  of(condition: number): Glimpse | undefined {
    const { latest, followed } = this.watched[condition] ?? {};
    return followed ? latest : undefined;
  }

  /** @param first seed of the condition that is not finished */
  private lookAt(one: Watched, first: number): void {
    const { slot, latest } = one;
    const next = slot.taken();
    if (next) {
      one.followed = next.seed === latest?.seed;
      one.latest = next;
    }
    one.unanswered = next ? 0 : one.unanswered + 1;
    if (this.hasEnded(one.latest, first)) {
      delete one.latest;
      one.followed = false;
    }
    if (next || !slot.isAsked()) slot.ask(one.latest?.seed);
    else if (one.unanswered % PATIENCE === 0) slot.ask();
  }

  private hasEnded(latest: Glimpse | undefined, first: number): boolean {
    return latest !== undefined && (latest.seed < first || latest.episode === this.experiment.episodes);
  }
}
