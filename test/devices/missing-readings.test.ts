import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTable } from '../../devices/measurements/csv-characterisations.js';
import { readMeasured } from '../../src/cli/measured/read-measured.js';
import { parseDrop } from '../../src/cli/measured/drop-option.js';

/** A file of two cycles of 30 pulses each way, without the lines of some readings. */
function fileWithout(...missing: string[]): string {
  const lines = ['cycle,polarity,pulse,conductance_siemens'];
  for (const cycle of [0, 1])
    for (const polarity of ['set', 'reset'])
      for (let pulse = 0; pulse <= 30; pulse++) {
        const siemens = 4e-5 + 1e-6 * (polarity === 'set' ? pulse : 30 - pulse);
        if (!missing.includes(`${polarity} ${cycle}:${pulse}`))
          lines.push([cycle, polarity, pulse, siemens].join(','));
      }
  const path = join(mkdtempSync(join(tmpdir(), 'memloop-')), 'd.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

it('a missing reading is named with the option that fills it in', () => {
  const path = fileWithout('reset 1:19');
  expect(() => readMeasured([path])).toThrow(
    /none for pulse 19; correct it, or leave it out with --drop "reset 1:19"$/,
  );
  const [device] = readMeasured([path], { drop: parseDrop('reset 1:19') }).devices;
  expect(device.reset[1]).toHaveLength(31);
  expect(device.reset[1][19]).toBeCloseTo(5.1e-5, 12);
  expect(device.dropped).toEqual([{ polarity: 'reset', cycle: 1, pulse: 19 }]);
});

it('a ramp with many gaps is refused', () => {
  const path = fileWithout(...[5, 9, 13, 17].map((pulse) => `set 0:${pulse}`));
  expect(() => readMeasured([path])).toThrow(/got 27 readings but none for pulse 5$/);
});

it('numbers that may have a comma after thousands are refused in a table separated by commas', () => {
  const lines = [0, 1].flatMap((cycle) =>
    ['set', 'reset'].flatMap((polarity) =>
      Array.from({ length: 13 }, (_, p) => {
        const ohms = 24_000 - 1000 * (polarity === 'set' ? p : 12 - p) + 123;
        return `${cycle},${polarity},${p},"${ohms.toLocaleString('en')}"`;
      }),
    ),
  );
  const table = ['cycle,polarity,pulse,R (Ohm)', ...lines].join('\n');
  expect(() => readTable(table, 'd.csv', 'd')).toThrow(
    'd.csv:2: "24,123" may be 24123 or 24.123: write thousands without a comma, or tell memloop with --map "decimal=comma"',
  );
  expect(readTable(table, 'd.csv', 'd', { decimal: 'comma' }).devices).toHaveLength(1);
});
