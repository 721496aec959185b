import type { Polarity } from '../vcm/response-curve.js';

const SET = ['set', 'potentiation', 'potentiate', 'pot', 'p', 'ltp', '+1', '1', '+', 'up', 'positive', 'pos', 'plus', 'increase', 'rising', 'rise', 'potenzierung']; // prettier-ignore
const RESET = ['reset', 'depression', 'depress', 'dep', 'd', 'n', 'ltd', '-1', '0', '-', 'down', 'negative', 'neg', 'minus', 'decrease', 'falling', 'fall']; // prettier-ignore

const WORDS = new Map<string, Polarity>([
  ...SET.map((word) => [word, 'set'] as const),
  ...RESET.map((word) => [word, 'reset'] as const),
]);

/** The polarity that a word of the field stands for: LTP, depression, −1, set_3; undefined for other words. */
export function polarityOf(word: string): Polarity | undefined {
  const plain = word
    .toLowerCase()
    .replace(/[−–]/g, '-')
    .replace(/(\d)[.,]0+$/, '$1');
  const bare = plain
    .replace(/(?<=\p{L}{3})[\s_-]*\d+$/u, '')
    .replace(/[\s_-]*(?:pulses?|branch|phase|ramp|sweep)$/, '');
  return WORDS.get(plain) ?? WORDS.get(bare);
}

/** The polarity that a column's name holds as one of its words: G_LTP (uS), set3. One letter or sign is no word here. */
export function polarityInName(name: string): Polarity | undefined {
  const words = name.toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 2); // prettier-ignore
  return words.map((word) => WORDS.get(word)).find((polarity) => polarity !== undefined);
}
