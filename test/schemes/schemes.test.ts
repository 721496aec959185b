import { describe, expect, it } from 'vitest';
import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { IdealBank } from '../../devices/ideal.js';
import { CurveCalibration } from '../../devices/vcm/curve-calibration.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { randomStream } from '../../src/core/random-stream.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { Crossbar } from '../../src/crossbar/crossbar.js';
import { ExactCrossbar } from '../../src/crossbar/exact-crossbar.js';
import { OpenLoop } from '../../src/schemes/open-loop.js';
import { InversePulses, LinearPulses, noPulses } from '../../src/schemes/pulse-count.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { SelfCorrecting } from '../../src/schemes/self-correcting.js';
import { updateSchemeContract } from '../contracts/update-scheme.js';
import { observationOf } from '../core/observation-of.js';

const fits = shippedDevices().devices;
const range = new Int32Array(27).fill(200);

function memristors(seed = 1): Crossbar {
  const each = Uint16Array.from(fits.keys());
  const model = meanModel(fits, noiseStructures.write);
  return new Crossbar(
    new SimulatedBoard(
      new VcmBank(
        model,
        each,
        singleCurve,
        randomStream(seed, 'write noise'),
        randomStream(seed, 'read noise'),
      ),
      3,
    ),
  );
}

function ideal(): Crossbar {
  const memory = new IdealBank(new Float64Array(27).fill(1e-5), new Float64Array(27).fill(3e-5));
  return new ExactCrossbar(new SimulatedBoard(memory, 3), memory.conductance);
}

const linear = new LinearPulses(range);

catalogue.schemes.names.forEach(updateSchemeContract);

function wishes(...rows: [device: number, delta: number][]): UpdateBatch {
  const batch = new UpdateBatch(27);
  for (const [device, delta] of rows) batch.add(device, delta);
  return batch;
}

function firstColumn(scheme: SelfCorrecting | OpenLoop, row: number): number {
  const read = new ReadBatch(0, 1);
  read.drive(observationOf(...Array.from({ length: 9 }, (_, k) => (k === row ? 1 : 0))));
  void scheme.multiply(read);
  return read.output[0];
}

describe('the self-correcting scheme', () => {
  it('computes with what the devices hold', () => {
    const crossbar = memristors();
    const scheme = new SelfCorrecting(crossbar, linear);
    void scheme.apply(wishes([0, 0.3]));
    expect(firstColumn(scheme, 0)).toBeCloseTo(crossbar.weight[0], 12);
    expect(Math.abs(crossbar.weight[0] - 0.3)).toBeGreaterThan(0.01);
  });

  it('asks nothing of a weight that is at its end already, and nothing for a wish of zero', () => {
    const crossbar = ideal();
    const scheme = new SelfCorrecting(crossbar, noPulses);
    void scheme.apply(wishes([1, 1]));
    const batch = wishes([0, -0.2], [1, 0.2], [2, 0], [3, 0.1], [1, -0.1]);
    void scheme.apply(batch);
    expect(Array.from(batch.device.subarray(0, batch.count))).toEqual([3, 1]);
  });
});

describe('the open-loop scheme', () => {
  it('computes with what it wished, wherever the devices are', () => {
    const crossbar = memristors();
    const believed = ideal();
    const scheme = new OpenLoop(crossbar, believed, linear);
    for (let i = 0; i < 20; i++) void scheme.apply(wishes([0, i % 2 ? -0.1 : 0.15]));
    expect(firstColumn(scheme, 0)).toBeCloseTo(0.5, 12);
    expect(believed.weight[0]).toBeCloseTo(0.5, 12);
    expect(Math.abs(crossbar.weight[0] - 0.5)).toBeGreaterThan(0.02);
  });

  it('leaves the devices’ outcome in the batch', () => {
    const crossbar = memristors();
    const batch = wishes([5, 0.4]);
    void new OpenLoop(crossbar, ideal(), linear).apply(batch);
    expect(batch.pulses[0]).toBe(80);
    expect(batch.weight[0]).toBe(crossbar.weight[5]);
  });
});

describe('pulse counts', () => {
  const counted = (count: (batch: UpdateBatch) => void, ...deltas: number[]) => {
    const batch = wishes(...deltas.map((delta): [number, number] => [0, delta]));
    count(batch);
    return Array.from(batch.pulses.subarray(0, batch.count));
  };

  it('linear: rounds N Δw half to even and stays within ±N', () => {
    const deltas = [0.0125, 0.0175, -0.0125, -0.0175, 0.1, 1.7, -3, 0.002];
    expect(counted((batch) => linear.count(batch), ...deltas)).toEqual([2, 4, -2, -4, 20, 200, -200, 0]);
  });

  it('inverse: the difference on the curve, target clipped to the window', () => {
    // A device that is linear going up, and twice as quick going down.
    const locate = (_: Uint32Array, rising: Float64Array, weight: Float64Array, count: number) => {
      for (let i = 0; i < count; i++)
        weight[i] = Math.min(Math.max(weight[i], 0), 1) * (rising[i] > 0 ? 200 : 100);
    };
    const inverse = new InversePulses({ locate }, range);
    const weight = new Float64Array(27).fill(0.5);
    expect(counted((batch) => inverse.count(batch, weight), 0.1, -0.1, 0.9, -0.9)).toEqual([
      20, -10, 100, -50,
    ]);
  });

  it('inverse: on a measured device, noise-free, the pulses lead where they should', () => {
    const calibration = new CurveCalibration(
      meanModel(fits, noiseStructures.none).curves,
      Uint16Array.from(fits.keys()),
    );
    const model = meanModel(fits, noiseStructures.none);
    const each = Uint16Array.from(fits.keys());
    const bank = new VcmBank(
      model,
      each,
      singleCurve,
      randomStream(1, 'write noise'),
      randomStream(1, 'read noise'),
    );
    const crossbar = new Crossbar(new SimulatedBoard(bank, 3));
    const scheme = new SelfCorrecting(crossbar, new InversePulses(calibration, range));
    const all = (delta: number) => wishes(...fits.map((_, d): [number, number] => [d, delta]));
    for (const delta of [0.6, -0.3]) void scheme.apply(all(delta));
    // One pulse is worth up to some percent near the ends: half of one is the best that whole pulses can do.
    for (const weight of crossbar.weight) expect(Math.abs(weight - 0.3)).toBeLessThan(0.03);
  });

  it('none: for memories that take the wish itself', () => {
    expect(counted((batch) => noPulses.count(batch, range as never), 0.4, -0.4)).toEqual([0, 0]);
  });
});
