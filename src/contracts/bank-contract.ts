import type { DeviceBank } from '../../devices/device-bank.js';
import { RandomStream } from '../core/random-stream.js';
import { UpdateBatch } from '../core/update-batch.js';
import { faultsOf, type Laws } from './laws.js';
import { readNoiseFault } from './read-noise-fault.js';

/** A bank under test: at least two devices, the same ones for the same seed. */
export interface BankSubject {
  make(seed: number): DeviceBank;
  /** pulses from end to end; 200 if left out */
  readonly range?: number;
  /** how far a pulse that noise turns round may take a device away from its end, as a share of its window; 0 if left out */
  readonly astray?: number;
  /** random series of batches that are tried; 20 if left out */
  readonly series?: number;
}

/** A wanted change of one device. */
interface Change {
  device: number;
  delta: number;
}

const BATCHES = 20;

/** What every bank of devices must do, whatever its physics. */
export const bankLaws: Laws<BankSubject> = {
  'each window has a positive width, and each device begins at its lower end': ({ make }) => {
    const bank = make(1);
    const { size, conductance, lowest, highest } = bank;
    if (![conductance, lowest, highest].every(({ length }) => length === size))
      return `got columns of ${conductance.length}, ${lowest.length} and ${highest.length} for ${size} devices: expected one value a device`;
    return eachDevice(bank, (d) => {
      if (!(lowest[d] > 0 && highest[d] > lowest[d]))
        return `got the window ${lowest[d]} to ${highest[d]} S of device ${d}: expected a positive width above 0 S`;
      if (conductance[d] !== lowest[d])
        return `got ${conductance[d]} S of device ${d} at the start: expected ${lowest[d]} S, the lower end of its window`;
      return undefined;
    });
  },

  'conductances are numbers inside the windows': (subject) =>
    eachSeries(subject, (bank, batches) => {
      for (const rows of batches) bank.pulse(batchOf(rows, subject.range));
      return windowFault(bank);
    }),

  'a device that is not in the batch is not touched': (subject) =>
    eachSeries(subject, (bank, batches) => {
      const touched = new Set(batches.flat().map(({ device }) => device));
      for (const rows of batches) bank.pulse(batchOf(rows, subject.range));
      return eachDevice(bank, (d) =>
        touched.has(d) || bank.conductance[d] === bank.lowest[d]
          ? undefined
          : `got another conductance of device ${d}, which was in no batch: expected that pulse() touches the devices of the batch only`,
      );
    }),

  'the same seed gives the same, and a batch is its rows one after the other': (subject) =>
    eachSeries(subject, (whole, batches, seed) => {
      const single = subject.make(seed);
      for (const rows of batches) {
        whole.pulse(batchOf(rows, subject.range));
        for (const row of rows) single.pulse(batchOf([row], subject.range));
      }
      return eachDevice(whole, (d) =>
        whole.conductance[d] === single.conductance[d]
          ? undefined
          : `got two conductances of device ${d} with the same seed, in one batch and row by row: expected the same, with all random numbers from the given streams and no Math.random`,
      );
    }),

  'pulses and direction are all that a bank reads of a wanted change': (subject) =>
    eachSeries(subject, (bank, batches, seed) => {
      const blind = subject.make(seed);
      for (const rows of batches) {
        bank.pulse(batchOf(rows, subject.range));
        const batch = batchOf(rows, subject.range);
        batch.delta.fill(NaN);
        blind.pulse(batch);
      }
      return eachDevice(bank, (d) =>
        bank.conductance[d] === blind.conductance[d]
          ? undefined
          : `got a device ${d} that depends on the column delta: expected that a bank reads pulses and direction only`,
      );
    }),

  'a device at its end stays there when it is pushed outward': ({ make, range, astray = 0 }) => {
    const bank = make(4);
    bank.pulse(batchOf(allBy(bank, -0.5), range));
    return eachDevice(bank, (d) =>
      bank.conductance[d] <= (1 - astray) * bank.lowest[d] + astray * bank.highest[d]
        ? undefined
        : `got ${bank.conductance[d]} S of device ${d} after RESET pulses at the lower end: expected ${bank.lowest[d]} S`,
    );
  },

  'enough SET pulses take a device to the last tenth of its window': ({ make, range }) => {
    const bank = make(5);
    const { conductance, lowest, highest } = bank;
    const top = lowest.slice();
    const arrived = (_: number, d: number) => top[d] > 0.1 * lowest[d] + 0.9 * highest[d];
    for (let i = 0; i < 200 && !top.every(arrived); i++) {
      bank.pulse(batchOf(allBy(bank, 0.5), range));
      for (let d = 0; d < bank.size; d++) top[d] = Math.max(top[d], conductance[d]);
    }
    return eachDevice(bank, (d) =>
      arrived(0, d)
        ? undefined
        : `got at most ${top[d]} S of device ${d} after 100 times N SET pulses: expected the last tenth of its window, up to ${highest[d]} S`,
    );
  },

  'a row without direction and pulses does nothing': ({ make, range }) => {
    const bank = make(6);
    bank.pulse(batchOf([{ device: 0, delta: 0.3 }], range));
    const before = bank.conductance.slice();
    bank.pulse(batchOf([{ device: 0, delta: 0 }], range));
    return bank.conductance.every((siemens, d) => siemens === before[d])
      ? undefined
      : 'got another conductance after a row of zero pulses and no direction: expected that nothing happens';
  },

  'read noise is as large in products as in single reads, and is added to what is there': ({ make }) =>
    readNoiseFault(make),
};

/** The faults of a bank of devices. */
export function bankFaults(subject: BankSubject): Promise<string[]> {
  return faultsOf(bankLaws, subject);
}

/** Random series of batches, each on a bank of its own seed; the first fault. */
function eachSeries(
  { make, series = 20 }: BankSubject,
  check: (bank: DeviceBank, batches: readonly Change[][], seed: number) => string | undefined,
): string | undefined {
  const random = new RandomStream('contract of a bank');
  for (let seed = 0; seed < series; seed++) {
    const bank = make(seed);
    const batches = Array.from({ length: random.below(BATCHES) }, () => randomRows(bank.size, random, seed));
    const fault = check(bank, batches, seed);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Some devices, each once, with changes up to the whole window: of an even or an odd number, so that others are left alone. */
function randomRows(size: number, random: RandomStream, seed: number): Change[] {
  const share = random.uniform();
  return Array.from({ length: size }, (_, device) => ({ device, delta: 2 * random.uniform() - 1 })).filter(
    ({ device }) => random.uniform() < share && (device + seed) % 2 === 0,
  );
}

function windowFault(bank: DeviceBank): string | undefined {
  const { conductance, lowest, highest } = bank;
  return eachDevice(bank, (d) =>
    conductance[d] >= lowest[d] && conductance[d] <= highest[d]
      ? undefined
      : `got ${conductance[d]} S of device ${d}: expected a number inside its window, ${lowest[d]} to ${highest[d]} S`,
  );
}

function eachDevice({ size }: DeviceBank, fault: (d: number) => string | undefined): string | undefined {
  for (let d = 0; d < size; d++) {
    const found = fault(d);
    if (found !== undefined) return found;
  }
  return undefined;
}

function allBy({ size }: DeviceBank, delta: number): Change[] {
  return Array.from({ length: size }, (_, device) => ({ device, delta }));
}

/** Wanted changes with the pulses of a linear count. @param range N */
export function batchOf(rows: readonly Change[], range = 200): UpdateBatch {
  const batch = new UpdateBatch(Math.max(1, rows.length));
  rows.forEach(({ device, delta }, i) => {
    batch.add(device, delta);
    batch.pulses[i] = Math.round(range * delta);
  });
  return batch;
}
