/** What a column measures. */
export type Quantity = 'conductance' | 'resistance' | 'voltage' | 'current';

/** A unit: what it measures, and its size in SI units. */
export interface Unit {
  readonly quantity: Quantity;
  readonly factor: number;
  /** as we write it */
  readonly name: string;
}

const PREFIXES: Readonly<Record<string, number>> = {
  f: 1e-15,
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
};
const BASES: readonly [words: RegExp, quantity: Quantity, name: string][] = [
  [/^(?:s|siemens|mho|℧)$/i, 'conductance', 'S'],
  [/^(?:ω|ohms?)$/i, 'resistance', 'Ohm'],
  [/^(?:v|volts?)$/i, 'voltage', 'V'],
  [/^(?:a|amps?|amperes?)$/i, 'current', 'A'],
];
const LONG_PREFIXES: Readonly<Record<string, string>> = {
  nano: 'n',
  micro: 'µ',
  milli: 'm',
  kilo: 'k',
  mega: 'M',
};

/** Units that a user may name for conductances or resistances without one. */
export const UNIT_NAMES = ['S', 'mS', 'uS', 'nS', 'pS', 'Ohm', 'kOhm', 'MOhm', 'GOhm'] as const;

/** The unit that a text is, as µS, kOhm, 1/Ohm or microsiemens; undefined if it is none. */
export function unitOf(text: string): Unit | undefined {
  const word = plain(text);
  if (/^1\/(?:Ω|ohm)$/i.test(word)) return { quantity: 'conductance', factor: 1, name: 'S' };
  for (const [words, quantity, name] of BASES) {
    for (const [prefix, factor] of Object.entries(PREFIXES)) {
      if (!word.startsWith(prefix) || !words.test(word.slice(prefix.length))) continue;
      // Small s stands for seconds, unless the column says that it is a conductance: see `unitOfConductance`.
      if (quantity === 'conductance' && word.endsWith('s') && !/siemens$/i.test(word)) continue;
      return { quantity, factor, name: `${{ u: 'µ', K: 'k' }[prefix] ?? prefix}${name}` };
    }
  }
  return undefined;
}

/** The unit of a column that is known to be a conductance: us and nS are siemens there. */
export function unitOfConductance(text: string): Unit | undefined {
  return unitOf(text) ?? unitOf(text.replace(/s$/, 'S'));
}

/** One spelling: the micro and ohm signs of Unicode, the leavings of a wrong encoding, and long prefixes. */
function plain(text: string): string {
  const word = text.trim().replaceAll('Â', '').replaceAll('μ', 'µ').replaceAll('\u2126', 'Ω');
  return word.replace(/^(nano|micro|milli|kilo|mega)-?/i, (prefix: string) => {
    return LONG_PREFIXES[prefix.toLowerCase().replace('-', '')] ?? prefix;
  });
}
