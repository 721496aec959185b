import { describe, expect, it } from 'vitest';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { NoisePart, NoisyArray } from '../../devices/noise/noise-kind.js';
import { noiseStructures, type NoiseName } from '../../devices/noise/noise.js';
import { telegraphNoise } from '../../devices/noise/telegraph-noise.js';
import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { NoisyBank } from '../../devices/wrappers/noisy-bank.js';
import { RetentionBank } from '../../devices/wrappers/retention.js';
import { observationOf } from '../core/observation-of.js';
import { RandomStream, randomStream } from '../../src/core/random-stream.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { batchOf, deviceBankContract } from '../contracts/device-bank.js';

const fits = shippedDevices().devices;
const each = Uint16Array.from(fits.keys());

function mean(noise: NoiseName, seed = 1): VcmBank {
  const [write, read] = [randomStream(seed, 'write noise'), randomStream(seed, 'read noise')];
  return new VcmBank(meanModel(fits, noiseStructures[noise]), each, singleCurve, write, read);
}

function telegraph(bank: DeviceBank, seed = 1, dwell = 10): NoisePart {
  const { size, lowest, highest, conductance } = bank;
  const sizes = Array.from(each, () => ({ height: 0.1, highDwell: dwell, lowDwell: dwell }));
  const random = new RandomStream(`test/${seed}`);
  return telegraphNoise.part({ size, lowest, highest, conductance, sizes, random } satisfies NoisyArray);
}

/** Shifts touched devices at random, by up to a tenth of their windows; time lets all devices fall. */
function shift({ conductance, lowest, highest }: DeviceBank, seed: number): NoisePart {
  const random = new RandomStream(`test/shift/${seed}`);
  return {
    write({ device, pulses, direction, count }) {
      for (let i = 0; i < count; i++) {
        const d = device[i];
        if (pulses[i] === 0 && direction[i] === 0) continue;
        if (conductance[d] > lowest[d])
          conductance[d] += 0.1 * (random.uniform() - 0.5) * (highest[d] - lowest[d]);
      }
    },
    rest(seconds) {
      for (let d = 0; d < conductance.length; d++) conductance[d] -= seconds * (highest[d] - lowest[d]);
    },
  };
}

deviceBankContract('mean, telegraph noise', (seed) => {
  const bank = mean('write', seed);
  return new NoisyBank(bank, [telegraph(bank, seed)]);
});
deviceBankContract('mean, a noise that shifts', (seed) => {
  const bank = mean('none', seed);
  return new NoisyBank(bank, [shift(bank, seed)]);
});

describe('a bank with noises beside its model', () => {
  const all = Uint32Array.from(each);
  const seen = (bank: DeviceBank) => {
    const deviation = new Float64Array(all.length).fill(NaN);
    bank.readNoise!.read(all, deviation, all.length);
    return deviation;
  };
  const up = batchOf(Array.from(each, (device) => ({ device, delta: 0.4 })));

  it('changes only readings where its noise is telegraph noise', () => {
    const [noisy, still] = [mean('write'), mean('write')];
    const bank = new NoisyBank(noisy, [telegraph(noisy)]);
    for (let i = 0; i < 3; i++) {
      bank.pulse(up);
      still.pulse(up);
      seen(bank);
    }
    expect(bank.conductance).toEqual(still.conductance);
  });

  it('adds the deviations of its parts to the read noise of the model', () => {
    const [noisy, still] = [mean('read'), mean('read')];
    const bank = new NoisyBank(noisy, [telegraph(noisy)]);
    const only = new NoisyBank(mean('none'), [telegraph(noisy)]);
    for (let i = 0; i < 3; i++) {
      const [own, beside] = [seen(still), seen(only)];
      expect(seen(bank)).toEqual(own.map((siemens, d) => siemens + beside[d]));
    }
  });

  it('has no read noise where neither its model nor its parts have any', () => {
    const bank = mean('none');
    expect(new NoisyBank(bank, [shift(bank, 1)]).readNoise).toBeUndefined();
    const read = mean('read');
    expect(new NoisyBank(read, [shift(read, 1)]).readNoise).toBe(read.readNoise);
  });

  it('keeps every device in its window while time passes, and tells the bank where devices are', () => {
    const inner = mean('none');
    const adopted: number[] = [];
    const bank = new NoisyBank(
      Object.assign(inner, { adopt: ({ count }: { count: number }) => adopted.push(count) }),
      [shift(inner, 1)],
    );
    bank.pulse(up);
    const before = bank.conductance.slice();
    bank.rest!(0.1, 300);
    for (const d of each) {
      const window = bank.highest[d] - bank.lowest[d];
      expect(bank.conductance[d]).toBeCloseTo(Math.max(bank.lowest[d], before[d] - 0.1 * window), 15);
    }
    bank.rest!(1, 300);
    expect(bank.conductance).toEqual(bank.lowest);
    expect(adopted).toEqual([27, 27, 27]);
  });

  it('lets the bank inside change with time, as it would without noise', () => {
    const retention = { seconds: 100, kelvin: 300, electronvolts: 1 };
    const [plain, noisy] = [
      new RetentionBank(mean('none'), retention),
      new RetentionBank(mean('none'), retention),
    ];
    const bank = new NoisyBank(noisy, [telegraph(noisy)]);
    for (const one of [plain, bank]) {
      one.pulse(up);
      one.rest!(30, 310);
    }
    expect(bank.conductance).toEqual(plain.conductance);
  });

  it('rests only where something inside does, and takes the pulses that its bank takes', () => {
    const still = new NoisyBank(mean('none'), [telegraph(mean('none'))]);
    expect(still.rest).toBeUndefined();
    expect(still.anyShape).toBe(false);
    expect(new NoisyBank(Object.assign(mean('none'), { anyShape: true }), []).anyShape).toBe(true);
  });

  it.each([false, true])('adds its parts to the product of the model, transposed: %s', (transposed) => {
    const boards = [mean('read'), mean('read')].map((inner, k) => {
      const bank = k === 0 ? inner : new NoisyBank(inner, [telegraph(inner)]);
      const board = new SimulatedBoard(bank, 3);
      board.calibrate(new Float64Array(27).fill(1), 1);
      return board;
    });
    const beside = new NoisyBank(mean('none'), [telegraph(mean('none'))]).readNoise!;
    const batch = new ReadBatch(1, 2, [1], transposed);
    batch.drive(transposed ? observationOf(1, 0, -2) : observationOf(1, 0, 0, 0, -2, 0, 0, 0, 0));
    const driven = Uint32Array.from(transposed ? [3, 6, 5, 8] : [1, 2, 13, 14]);
    const deviation = new Float64Array(4);
    for (let i = 0; i < 20; i++) {
      const [plain, noisy] = boards.map((board) => {
        board.multiply(batch);
        return batch.amperes.slice();
      });
      beside.read(driven, deviation, 4);
      for (const c of [0, 1]) {
        const part = deviation[c] - 2 * deviation[2 + c];
        expect(noisy[c] - plain[c]).toBeCloseTo(part, 15);
        expect(Math.abs(part)).toBeGreaterThan(1e-8);
      }
    }
  });

  it('shows the same level of slow telegraph noise in single reads and in products', () => {
    const inner = mean('none');
    const bank = new NoisyBank(inner, [telegraph(inner, 1, 1e9)]);
    const board = new SimulatedBoard(bank, 3);
    board.calibrate(new Float64Array(27).fill(1), 1);
    board.program(up);
    const one = up.conductance.map((siemens, i) => siemens - bank.conductance[up.device[i]]);
    const batch = new ReadBatch(0, 3);
    for (let row = 0; row < 9; row++) {
      batch.clear();
      batch.drive(observationOf(...Array.from({ length: 9 }, (_, r) => (r === row ? 1 : 0))));
      board.multiply(batch);
      for (let c = 0; c < 3; c++) {
        const d = 3 * row + c;
        expect(batch.amperes[c] - (bank.conductance[d] - bank.lowest[d])).toBeCloseTo(one[d], 15);
        expect(Math.abs(one[d]) / (bank.highest[d] - bank.lowest[d])).toBeCloseTo(0.05, 10);
      }
    }
    expect(one.some((siemens) => siemens > 0) && one.some((siemens) => siemens < 0)).toBe(true);
  });
});
