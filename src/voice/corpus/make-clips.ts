import { UsageError } from '../../core/errors.js';
import { RandomStream } from '../../core/random-stream.js';
import type { Sound } from '../wav/sound.js';
import { CLIP_SETS, type Clip } from './clips.js';
import { composeClip } from './compose-clip.js';
import { noises } from './noises.js';
import { speechIntervals } from './speech-intervals.js';

/** A clean recording that clips are made of. */
export interface Recording {
  /** what is said: recordings of one prompt are in one set, in any language */
  readonly prompt: string;
  readonly speaker: string;
  /** whether the speaker is trained on */
  readonly heard: boolean;
  /** Reads it. */
  readonly sound: () => Sound;
}

/** A corpus that is to be made. */
export interface CorpusPlan {
  readonly seed: number;
  readonly recordings: readonly Recording[];
  /** how much sound each set holds at least, in s */
  readonly seconds: Readonly<Record<Clip['set'], number>>;
}

type Kind = Clip['set'];

/** Ratios of speech and noise, in dB. */
const RATIOS = [15, 10, 5, 0, -5, -10];
/** Shares of prompts that are trained on, and that are trained on or validate. */
const [TRAINED, UNTIL_VALIDATION] = [0.6, 0.75];
/** Shortest and longest speech of a recording that is taken, in s. */
const [SHORTEST, LONGEST] = [0.4, 8];
const MOST_PROMPTS = 3;
/** Recordings that babble is made of. */
const VOICES = 12;

/**
 * The clips of a corpus, one after the other: one to three prompts of one speaker with pauses, under a noise. The same seed and recordings give
 * the same clips.
 * @throws UsageError where a set has no recording
 */
export function* makeClips(plan: CorpusPlan): Generator<{ readonly clip: Clip; readonly sound: Sound }> {
  for (const set of CLIP_SETS.filter((each) => plan.seconds[each] > 0)) {
    const { random, decks, voices, conditions } = preparation(plan, set);
    let seconds = 0;
    for (let n = 0; seconds < plan.seconds[set]; n++) {
      const deck = decks[n % decks.length];
      const prompts = Array.from({ length: 1 + random.below(MOST_PROMPTS) }, () => deck.next());
      const condition = conditions.next();
      const { sound, speech } = composeClip({ random, prompts: prompts.map(soundOf), voices, ...condition });
      seconds += sound.samples.length / sound.sampleRate;
      const file = `${set}/${String(n + 1).padStart(4, '0')}.wav`;
      yield { clip: { file, set, speaker: prompts[0].speaker, ...condition, speech }, sound };
    }
  }
}

/** What the clips of a set are drawn from: a deck of recordings for each speaker, and one of noises with ratios. */
function preparation({ seed, recordings }: CorpusPlan, set: Kind) {
  const random = new RandomStream(`${seed}/corpus/${set}`);
  const own = recordings.filter((recording) => setOf(seed, recording) === set).filter(fits);
  if (own.length === 0)
    throw new UsageError(
      `the set "${set}" has no recording: expected recordings of speech from ${SHORTEST} to ${LONGEST} s`,
    );
  const speakers = [...new Set(own.map(({ speaker }) => speaker))];
  const decks = speakers.map(
    (each) =>
      new Deck(
        random,
        own.filter(({ speaker }) => speaker === each),
      ),
  );
  const all = new Deck(random, own);
  const voices = Array.from({ length: VOICES }, () => soundOf(all.next()));
  const pairs = Object.keys(noises).flatMap((noise) => RATIOS.map((snr) => ({ noise, snr })));
  return { random, decks, voices, conditions: new Deck(random, pairs) };
}

/** Cards in random order; each comes once before one comes again. */
class Deck<Card> {
  private left: Card[] = [];

  constructor(
    private readonly random: RandomStream,
    private readonly cards: readonly Card[],
  ) {}

  next(): Card {
    if (this.left.length === 0) this.left = [...this.cards];
    return this.left.splice(this.random.below(this.left.length), 1)[0];
  }
}

function setOf(seed: number, { prompt, heard }: Recording): Kind {
  if (!heard) return 'unheard';
  const place = new RandomStream(`${seed}/prompt/${prompt}`).uniform();
  if (place < TRAINED) return 'train';
  return place < UNTIL_VALIDATION ? 'validation' : 'test';
}

function soundOf(recording: Recording): Sound {
  return recording.sound();
}

function fits(recording: Recording): boolean {
  const speech = speechIntervals(recording.sound());
  const length = speech.reduce((sum, { start, end }) => sum + end - start, 0);
  return length >= SHORTEST && length <= LONGEST;
}
