import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { Observation } from '../core/observation.js';
import { RandomStream } from '../core/random-stream.js';
import { ReadBatch } from '../core/read-batch.js';
import { Crossbar } from '../crossbar/crossbar.js';
import { tdErrorFigure, type TdRead } from '../report/figures/td-error-figure.js';
import type { Outcome, Reproduction } from './reproduction.js';

/** α, γ and r of the T-maze. */
const [RATE, DISCOUNT, REWARD] = [0.2, 0.9, 1];
/** Weights w_t and w_t+1 at which a TD error is read: 0, 0.1, …, 1. */
const LEVELS = Array.from({ length: 11 }, (_, k) => k / 10);

/** Fig. 3b: the TD error as one summed current, against the expectation from its weights. */
export const fig3b: Reproduction = {
  title: 'Fig. 3b: measured against expected Δw',
  compare(): Outcome {
    const critic = shippedDevices().devices.filter(({ role }) => role?.startsWith('C'));
    const pairs = critic.slice(1).map((device, k): [DeviceFit, DeviceFit] => [critic[k], device]);
    const reads = pairs.flatMap((pair, k) => readPair(pair, new RandomStream(`fig3b/${k}`)));
    const off = reads.map(({ expected, measured }) => Math.abs(measured - expected));
    const rms = Math.sqrt(off.reduce((sum, x) => sum + x * x, 0) / off.length);
    const within = off.filter((x) => x <= 0.03).length / off.length;
    return {
      claims: [
        {
          what: 'largest |measured − expected|',
          published: { value: 0.03, digits: 2, limit: 'at most' },
          ours: { value: Math.max(...off), error: null },
          seeds: reads.length,
        },
      ],
      figures: [tdErrorFigure(reads)],
      remarks: [
        `${reads.length} TD errors of ${pairs.length} pairs of critic devices, each a single read with read noise. ${(100 * within).toFixed(0)} % of the errors are within 0.03; the r.m.s. error is ${rms.toFixed(4)}.`,
        'The article does not say how many reads each point averages. A mean of m reads has 1/√m of the white part of this noise.',
      ],
    };
  },
};

function readPair(pair: [DeviceFit, DeviceFit], random: RandomStream): TdRead[] {
  const model = meanModel(pair, noiseStructures.read);
  const bank = new VcmBank(model, Uint16Array.of(0, 1), singleCurve, random, random);
  const board = new SimulatedBoard(bank, 1);
  return LEVELS.flatMap((present) =>
    LEVELS.map((next) => {
      [present, next].forEach((w, d) => {
        bank.conductance[d] = bank.lowest[d] + w * (bank.highest[d] - bank.lowest[d]);
      });
      return {
        expected: RATE * (REWARD + DISCOUNT * next - present),
        measured: tdError(new Crossbar(board)),
      };
    }),
  );
}

/** α (r + γ w_t+1 − w_t) as one read of a column of two devices. */
function tdError(crossbar: Crossbar): number {
  const inputs = new Observation(2);
  inputs.value.set([-RATE, RATE * DISCOUNT]);
  const read = new ReadBatch(0, 1);
  read.drive(inputs);
  read.reference[0] = RATE * REWARD;
  void crossbar.multiply(read);
  return read.output[0];
}
