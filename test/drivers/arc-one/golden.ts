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

/** Answers whose length is known and whose numbers are the array's. */
export const lengths: readonly (readonly [what: string, lines: string, floats: number])[] = [
  ['all', '2 1 4 4', 16],
  ['masked', '2 2 32 32 2 1 1 3 2', 2],
  ['bit line, read', '50 1.000000 0.000100 0.200000 2 2 1 1 2', 3],
  ['bit line, read by the window', '50 1.0 0.0001 0.5 3 1 1 1 2 3', 3],
  ['bit line, written', '50 1.000000 0.000100 0.200000 3 2 2 1 2 3', 2 * 4 * 3],
  [
    'forming',
    '141 0.250000 0.250000 1.000000 0.000100 100.000000 0.001000 0.010000 1000000.000000 0.000000 0 7 1 1 1 1',
    (1 + 16 + 1) * 3,
  ],
  [
    'forming by the window',
    '14 0.25 0.25 3.0 0.0001 100.0 0.001 0.01 1000000.0 0.0 7 1 1 2 2',
    (1 + 48 + 1) * 3,
  ],
  [
    'endurance',
    '191 1.000000 0.000100 0.000000 -1.000000 0.000100 0.000000 0.001000 1 1 10 1 1 1',
    (20 + 1) * 3,
  ],
];
