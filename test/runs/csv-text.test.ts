import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerIn, headerLines } from '../../devices/measurements/characterisation-header.js';
import { csvRow, csvText } from '../../src/runs/csv-text.js';
import { readRows } from '../../src/runs/table.js';
import { memloop } from '../cli/memloop.js';
import { scratch } from '../scratch.js';

describe('a cell of a table', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])('%j is no formula', (text) => {
    expect(csvText(text)).toBe(`'${text}`);
  });

  it.each(['a=1', 'σ', '', "'a", 'e-1'])('%j stays as it is', (text) => {
    expect(csvText(text)).toBe(text);
  });

  it('stays a number if it is one', () => {
    expect(csvRow([-1, 2e-9, 0, '-1', 'a'])).toBe("-1,2e-9,0,'-1,a");
  });
});

it('a condition whose name is a formula runs, and its tables are read again', async () => {
  const directory = scratch();
  const [file, out] = [join(directory, 'a.yaml'), join(directory, 'out')];
  const name = `=HYPERLINK(A1)`;
  writeFileSync(
    file,
    `environment: t-maze\nseeds: 2\nepisodes: 2\nconditions:\n  - { name: '${name}', bank: ideal }\n  - { name: -5 mV, bank: mean }\n`,
  );
  const { code, stdout } = await memloop(['run', file, '--out', out]);
  expect(code).toBe(0);
  expect(stdout).toContain(name);
  for (const table of ['episodes', 'critic', 'costs', 'ledger', 'seeds']) {
    const names = new Set([...readRows(join(out, `${table}.csv`))].map(([first]) => first));
    expect(names, table).toEqual(new Set([`'${name}`, "'-5 mV"]));
  }
  const again = await memloop(['resume', out]);
  expect([again.code, again.stderr]).toEqual([0, expect.not.stringContaining('damaged')]);
});

it('the comments above a characterisation hold no formula, and are read as they were written', () => {
  const header = {
    measured: '2026-01-01T00:00:00Z',
    provenance: { kind: 'emulated', model: 'a,=1', firmware: 'b; +2', serial: 'c, d', calibrated: false, port: '/dev/ttyACM0', row: 0, column: -0 },
    conditions: { set: { volts: 1, widthSeconds: 1e-6 }, reset: { volts: -1, widthSeconds: 1e-6 }, periodSeconds: 1e-3, readVolts: 0.1 },
  } as unknown as Parameters<typeof headerLines>[0]; // prettier-ignore
  const lines = headerLines(header);
  expect(lines.filter((line) => /[,;]\s*[=+@]/.test(line))).toEqual([]);
  const read = headerIn(lines.join('\n'), 'file');
  expect(read).toMatchObject({ provenance: { model: 'a,=1', firmware: 'b; +2', serial: 'c, d' } });
});

it('no two texts are the same cell', () => {
  const tricky = fc.stringMatching(/^'{0,2}=?x?$/);
  fc.assert(
    fc.property(tricky, tricky, (one, other) => (csvText(one) === csvText(other)) === (one === other)),
  );
});

it('any text is a cell that begins with no sign of a formula', () => {
  fc.assert(fc.property(fc.string(), (text) => !/^[=+\-@\t\r]/.test(csvText(text))));
});
