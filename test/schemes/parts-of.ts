import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { IdealBank } from '../../devices/ideal.js';
import { noiseStructures, type NoiseName } from '../../devices/noise/noise.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import type { Board } from '../../drivers/boards/board.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { randomStream } from '../../src/core/random-stream.js';
import { Crossbar } from '../../src/crossbar/crossbar.js';
import { ExactCrossbar } from '../../src/crossbar/exact-crossbar.js';
import { LinearPulses, noPulses, StochasticPulses } from '../../src/schemes/pulse-count.js';
import type { SchemeParts } from '../../src/schemes/scheme-kind.js';
import { completeSettings } from '../../src/core/setting.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import type { UpdateScheme } from '../../src/schemes/update-scheme.js';
import { later } from '../drivers/later.js';

/** 9 rows × 3 columns of the measured devices, N = 200. */
const ROWS = 9;
const COLUMNS = 3;
const fits = shippedDevices().devices;
const size = ROWS * COLUMNS;

export interface Choices {
  bank?: 'mean' | 'ideal';
  noise?: NoiseName;
  seed?: number;
  /** how pulses are counted, on measured devices */
  pulses?: 'linear' | 'stochastic';
  /** on boards that answer later */
  slow?: boolean;
  settings?: Readonly<Record<string, number>>;
}

/** A scheme of some name on devices of its own. */
export function schemeOf(
  name: string,
  choices: Choices = {},
): { scheme: UpdateScheme; parts: SchemeParts; share: readonly number[] } {
  const kind = catalogue.schemes.get(name);
  const settings = completeSettings(kind.settings, choices.settings);
  const share = kind.share(settings);
  const parts = partsOf(share.length, kind.words, kind.believes ?? false, choices);
  return { scheme: kind.make(parts, settings), parts, share };
}

function partsOf(devices: number, words: number, believes: boolean, choices: Choices): SchemeParts {
  const { bank = 'mean', noise = 'none', seed = 1, slow = false, pulses = 'linear' } = choices;
  const range = new Int32Array(size).fill(200);
  const boardOf = (devices: DeviceBank) => {
    const board = new SimulatedBoard(devices, COLUMNS);
    return slow ? later(board) : board;
  };
  const model = meanModel(fits, noiseStructures[noise]);
  const measured = (array: number) =>
    new VcmBank(
      model,
      Uint16Array.from({ length: size }, (_, d) => (d + array) % fits.length),
      singleCurve,
      randomStream(seed, 'write noise', array),
      randomStream(seed, 'read noise', array),
    );
  const exact = (wire: (bank: DeviceBank) => Board) => {
    const memory = new IdealBank(new Float64Array(size).fill(1e-5), new Float64Array(size).fill(3e-5));
    return new ExactCrossbar(wire(memory), memory.conductance);
  };
  const each = <T>(make: (array: number) => T) => Array.from({ length: devices }, (_, array) => make(array));
  return {
    arrays: each((array) => (bank === 'ideal' ? exact(boardOf) : new Crossbar(boardOf(measured(array))))),
    pulses: each((array) => {
      if (bank === 'ideal') return noPulses;
      return pulses === 'linear'
        ? new LinearPulses(range)
        : new StochasticPulses(range, randomStream(seed, 'pulses', array));
    }),
    ranges: each(() => range),
    words: Array.from({ length: words }, () => new Float64Array(size)),
    ...(believes && { believed: exact((memory) => new SimulatedBoard(memory, COLUMNS)) }),
    random: randomStream(seed, 'scheme'),
  };
}
