import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../drivers/ports/transport.js';
import type { CharacteriseOrder } from '../../src/bench/characterise.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-board.js';
import { calibrationOption } from '../../src/cli/characterise.js';
import { CharacterisationFile, characterisationText } from '../../src/bench/characterisation-file.js';
import { changedSettings, headerFromJournal } from '../../src/cli/bench/characterisation-journal.js';
import { sourceText } from '../../src/cli/fit.js';
import { UsageError } from '../../src/core/errors.js';
import { LIMITS, ORDER } from '../bench/desk.js';
import { scratch } from '../scratch.js';

const calibration = { serial: '7F3A', date: '2026-03-14', by: 'A. Person' };
const usb = { vendorId: '2341', productId: '0043', serialNumber: '75' };
const plugged: Provenance = { kind: 'serial', path: '/dev/ttyACM0', ...usb };
const emulated: Provenance = { kind: 'emulated', path: '/dev/pts/3' };

/** What a journal says of one attempt, as far as the board. */
function attempt(provenance: Provenance | undefined, record: object = {}, serial = '7F3A'): JournalEntry[] {
  const begin = { program: 'characterise', order: ORDER, limits: LIMITS, begunAt: 5000, ...record };
  return [
    { at: 5001, begin, port: 'somewhere', ...(provenance && { provenance }) },
    { at: 5002, sent: '' },
    { at: 5003, board: virtualCapabilities(1, 1, serial) },
  ];
}

const kindOf = (...entries: JournalEntry[]) => headerFromJournal(entries)?.provenance.kind;

describe('the header from the journal of a characterisation', () => {
  it('has the time, the provenance and the pulses', () => {
    expect(headerFromJournal(attempt(plugged, { calibration }))).toEqual({
      measured: '1970-01-01T00:00:05.000Z',
      provenance: {
        kind: 'hardware',
        model: 'memloop-virtual',
        firmware: '1',
        serial: '7F3A',
        calibrated: true,
        calibration: { date: '2026-03-14', by: 'A. Person' },
        port: 'somewhere',
        usb,
        row: 0,
        column: 0,
      },
      conditions: {
        set: { volts: 2.5, widthSeconds: 1.5e-6 },
        reset: { volts: -2.7, widthSeconds: 1e-5 },
        periodSeconds: 5e-4,
        readVolts: 0.2,
      },
    });
  });

  it('is hardware only with the record of its calibration and a USB identity', () => {
    expect(kindOf(...attempt(plugged))).toBe('serial');
    expect(kindOf(...attempt({ ...plugged, serialNumber: '' }, { calibration }))).toBe('serial');
    for (const provenance of [emulated, { kind: 'in-process' } as const, undefined])
      expect(kindOf(...attempt(provenance, { calibration }))).toBe('emulated');
  });

  it('is as weak as the weakest attempt on its board, with the time of the first', () => {
    const strong = attempt(plugged, { calibration });
    const entries = [...strong, ...attempt(emulated, { begunAt: 9000 }), ...strong];
    expect(headerFromJournal(entries)).toMatchObject({
      measured: '1970-01-01T00:00:05.000Z',
      provenance: { kind: 'emulated' },
    });
    expect(kindOf(...strong, ...attempt(plugged))).toBe('serial');
    expect(kindOf(...strong, ...attempt(emulated, {}, 'refused'))).toBe('hardware');
    expect(kindOf(...strong, ...attempt(emulated, { program: 'read' }))).toBe('hardware');
  });

  it('is undefined before there is a board, and takes the time of the entry in an old journal', () => {
    expect(headerFromJournal(attempt(plugged).slice(0, 2))).toBeUndefined();
    const [begun, , board] = attempt(undefined, { begunAt: undefined });
    expect(headerFromJournal([begun, board])!.measured).toBe('1970-01-01T00:00:05.001Z');
  });
});

it('the file of a characterisation keeps its header when a cycle is measured again', () => {
  const path = join(scratch(), 'd.csv');
  const header = headerFromJournal(attempt(emulated));
  const reading = (pulse: number) => ({ cycle: 0, polarity: 'set' as const, pulse, siemens: 1e-5 });
  const file = new CharacterisationFile(path, [reading(0)]);
  expect(file.readings()).toBe(1);
  file.begin(header);
  for (const pulse of [1, 2]) file.add(reading(pulse));
  expect(file.readings()).toBe(3);
  file.keep(0);
  file.add(reading(0));
  file.close();
  expect(readFileSync(path, 'utf8')).toBe(characterisationText(header, [reading(0)]));
});

it('the source of fitted devices names the board of each after the given text', () => {
  const { provenance } = headerFromJournal(attempt(emulated))!;
  const hardware = headerFromJournal(attempt(plugged, { calibration }))!.provenance;
  const words = 'emulated (memloop-virtual, firmware 1, serial number 7F3A, at somewhere)';
  const [A, B, C] = [{ device: 'A', provenance }, { device: 'B', provenance: hardware }, { device: 'C' }];
  expect(sourceText('chip 3', [C])).toBe('chip 3');
  expect(sourceText('chip 3', [A, { ...A, device: 'D' }])).toBe(`chip 3; ${words}`);
  expect(sourceText('chip 3', [A, B, C])).toBe(
    `chip 3; A: ${words}; B: hardware (memloop-virtual, firmware 1, serial number 7F3A, at somewhere, calibrated 2026-03-14 by A. Person)`,
  );
});

it('the record of a calibration is a serial number, a date and a name', () => {
  const read = (text: string) => calibrationOption().parseArg!(text, undefined);
  expect(read('7F3A, 2026-03-14,A. Person')).toEqual(calibration);
  for (const text of ['7F3A', '7F3A,2026-02-30,A', ',2026-03-14,A', '7F3A,2026-03-14,'])
    expect(() => read(text)).toThrow(UsageError);
});

const began: CharacteriseOrder = {
  place: { row: 3, column: 1 },
  set: { microvolts: 2_500_000, widthNanos: 1500 },
  reset: { microvolts: -2_700_000, widthNanos: 10_000 },
  periodNanos: 500_000,
  read: { microvolts: 200_000, settleNanos: 10_000, averages: 1 },
  cycles: 3,
  pulses: 30,
  prepare: false,
};

it('names the changed settings of a resumed characterisation, in the units of its options', () => {
  expect(changedSettings(structuredClone(began), began)).toBeUndefined();
  expect(changedSettings({ ...began, cycles: 4 }, began)).toBe('--cycles: got 4: expected 3');
  const reset = { microvolts: -2_650_000, widthNanos: 9500 };
  expect(changedSettings({ ...began, reset, prepare: true }, began)).toBe(
    '--prepare: got true: expected false; --reset-volts: got -2.65: expected -2.7; --reset-width-us: got 9.5: expected 10',
  );
});
