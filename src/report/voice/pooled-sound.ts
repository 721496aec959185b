import type { SoundLevels } from '../../voice/features/sound-levels.js';
import type { Heard } from '../../voice/detector/heard.js';

/** A sound in as many columns as a figure can show. */
export interface PooledSound {
  readonly columns: number;
  /** seconds from where a column begins to where the next does */
  readonly step: number;
  /** [column × bands + band] the loudest of its frames, in dB */
  readonly level: Float64Array;
  /** lowest, mean and highest score of its frames, and the share of them in which there is speech */
  readonly scores: readonly { low: number; mean: number; high: number; speech: number }[];
}

/** Pools frames. @param most columns */
export function pooledSound(heard: Heard, { values, bands }: SoundLevels, most: number): PooledSound {
  const { score, isSpeech, hop } = heard;
  const each = Math.max(1, Math.ceil(score.length / most));
  const columns = Math.ceil(score.length / each);
  const level = new Float64Array(columns * bands).fill(-Infinity);
  const scores = Array.from({ length: columns }, (_, column) => {
    const end = Math.min(score.length, (column + 1) * each);
    const one = { low: 1, mean: 0, high: 0, speech: 0 };
    const count = end - column * each;
    for (let frame = column * each; frame < end; frame++) {
      one.low = Math.min(one.low, score[frame]);
      one.high = Math.max(one.high, score[frame]);
      one.mean += score[frame] / count;
      one.speech += isSpeech[frame] / count;
      for (let band = 0, place = column * bands; band < bands; band++, place++)
        level[place] = Math.max(level[place], values[frame * bands + band]);
    }
    return one;
  });
  return { columns, step: each * hop, level, scores };
}
