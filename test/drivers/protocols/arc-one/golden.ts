/** What the vendor's clients say, line by line, and what they were answered, in hexadecimal (float32, little-endian). */
export const golden: readonly (readonly [what: string, lines: string, reply: string])[] = [
  ['reset', '00', ''],
  ['initialisation', '0 30 4 4 2 0 0 0.200000', '310a'],
  ['read voltage', '01 2 0.200000', ''],
  ['version', '999', '02000100'],
  ['one read', '1 2 3', '0000fa45'],
  ['negative read voltage', '01 3 -0.300000', ''],
  ['one pulse and read', '3 2 3 1.500000 0.000100', '0000fa45'],
  ['selection', '02 1 2', ''],
  ['pulse of the selected', '04 -1.000000 0.000010', ''],
];

const NO_MORE = [0, 0, 0];
const steps = (count: number, step: (k: number) => number[]) => Array.from({ length: count }, (_, k) => step(k)).flat(); // prettier-ignore
/** The ramps of the two forming jobs: so many voltages, each with widths that double from 0.1 ms on. */
const forming = (ohms: number, count: number) => [
  ohms,
  -0.3,
  0,
  ...steps(count, (k) => [ohms, 0.25 * (1 + Math.floor(k / 4)), 1e-4 * 2 ** (k % 4)]),
  ...NO_MORE,
];
const parallel = 1 / (1 / 5000 + 1 / 4000);
const column = [5000, 4000, 2e4, 2e5].flatMap((ohms) => [ohms, 0.2, 0]);

/** Answers in floats, as the array of resistors has them, after a read voltage of −0.3 V was set. */
export const floats: readonly (readonly [what: string, lines: string, answer: readonly number[]])[] = [
  [
    'all',
    '2 1 4 4',
    [2000, 5000, 6000, 7000, 3000, 4000, 8000, 9000, 1e4, 2e4, 3e4, 4e4, 1e5, 2e5, 3e5, 4e5],
  ],
  ['masked', '2 2 32 32 2 1 1 3 2', [2000, 2e4]],
  ['bit line, read', '50 1.000000 0.000100 0.200000 2 2 1 1 2', [parallel, 0.2, 0]],
  [
    'bit line, read by the window',
    '50 1.0 0.0001 0.5 3 1 1 1 2 3',
    [1 / (1 / 2000 + 1 / 3000 + 1 / 1e4), 0.5, 0],
  ],
  ['bit line, written', '50 1.000000 0.000100 0.200000 3 2 2 1 2 3', [...column, ...column]],
  [
    'forming',
    '141 0.250000 0.250000 1.000000 0.000100 100.000000 0.001000 0.010000 1000000.000000 0.000000 0 7 1 1 1 1',
    forming(2000, 16),
  ],
  [
    'forming by the window',
    '14 0.25 0.25 3.0 0.0001 100.0 0.001 0.01 1000000.0 0.0 7 1 1 2 2',
    forming(4000, 48),
  ],
  [
    'endurance',
    '191 1.000000 0.000100 0.000000 -1.000000 0.000100 0.000000 0.001000 1 1 10 1 1 1',
    [...steps(20, (k) => [2000, k % 2 === 0 ? 1 : -1, 1e-4]), ...NO_MORE],
  ],
];
