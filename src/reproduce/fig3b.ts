import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { Observation } from '../core/observation.js';
import { UsageError } from '../core/errors.js';
import { RandomStream } from '../core/random-stream.js';
import { ReadBatch } from '../core/read-batch.js';
import { Crossbar } from '../crossbar/crossbar.js';
import { arrayNoise } from '../experiment/array-noise.js';
import type { NoiseChoice } from '../experiment/noise-choice.js';
import { tdErrorFigure, type TdRead } from '../report/figures/td-error-figure.js';
import { devicesIn } from './other-setting.js';
import type { Outcome, Reproduction } from './reproduction.js';

/** α, γ and r of the T-maze. */
const [RATE, DISCOUNT, REWARD] = [0.2, 0.9, 1];
/** Weights w_t and w_t+1 at which a TD error is read: 0, 0.1, …, 1. */
const LEVELS = Array.from({ length: 11 }, (_, k) => k / 10);

/** Fig. 3b: the TD error as one summed current, against the expectation from its weights. */
export const fig3b: Reproduction = {
  title: 'Fig. 3b: measured against expected Δw',
  takes: ['noise', 'devices'],
  compare(_finished, _quick, other): Outcome {
    const critic = criticDevices(devicesIn(other));
    const pairs = critic.slice(1).map((device, k): [DeviceFit, DeviceFit] => [critic[k], device]);
    const reads = pairs.flatMap((pair, k) => readPair(pair, `fig3b/${k}`, other?.noise ?? 'read'));
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
        `${reads.length} TD errors of ${pairs.length} pairs of critic devices, each a single read${other?.noise === undefined ? ' with read noise' : ''}. ${(100 * within).toFixed(0)} % of the errors are within 0.03; the r.m.s. error is ${rms.toFixed(4)}.`,
        'The article does not say how many reads each point averages. A mean of m reads has 1/√m of the white part of this noise.',
      ],
    };
  },
};

/** The devices of the critic by their roles; all devices where none has such a role. */
function criticDevices(devices: DeviceFit[]): DeviceFit[] {
  const critic = devices.filter(({ role }) => role?.startsWith('C'));
  const used = critic.length > 0 ? critic : devices;
  if (used.length > 1) return used;
  throw new UsageError(
    `fig3b: got ${used.length} device of a critic: expected at least 2, which are read in pairs`,
  );
}

function readPair(pair: [DeviceFit, DeviceFit], seed: string, noise: NoiseChoice): TdRead[] {
  const random = new RandomStream(seed);
  const placed = Uint16Array.of(0, 1);
  const { structure, around } = arrayNoise(noise, pair, placed);
  const bank = new VcmBank(meanModel(pair, structure), placed, singleCurve, random, random);
  const board = new SimulatedBoard(
    around(bank, (purpose) => new RandomStream(`${seed}/${purpose}`)),
    1,
  );
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
