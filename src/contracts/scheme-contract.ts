import { IdealBank } from '../../devices/ideal.js';
import { linearDevice } from '../../devices/linear-device.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import { Crossbar } from '../crossbar/crossbar.js';
import { ExactCrossbar } from '../crossbar/exact-crossbar.js';
import { LinearPulses, noPulses } from '../schemes/pulse-count.js';
import type { SchemeKind } from '../schemes/scheme-kind.js';
import { shapeFaults } from './kind-shape.js';
import { laterBoard } from './later-board.js';
import { faultsOf } from './laws.js';
import { schemeLaws, type SchemeDevices, type SchemeOnArrays } from './update-scheme-contract.js';

/** The faults of a scheme kind, a sentence each: its form, and its schemes with the default settings. */
export async function schemeFaults(kind: SchemeKind): Promise<string[]> {
  const shape = shapeFaults(kind, ['make', 'share'], ['believes', 'countsPulses', 'readsBack']);
  if (shape.length === 0) shape.push(...weightFaults(kind));
  return shape.length > 0 ? shape : faultsOf(schemeLaws, { make: (devices) => onDevices(kind, devices) });
}

function weightFaults({ share, words, settings }: SchemeKind): string[] {
  const shares = share(completeSettings(settings));
  const faults = [];
  if (!(Array.isArray(shares) && shares.length > 0 && shares.every(Number.isFinite)))
    faults.push(
      `share: got ${JSON.stringify(shares)}: expected a list with what each device of a weight adds to it`,
    );
  if (!(Number.isInteger(words) && words >= 0))
    faults.push(`words: got ${words}: expected the number of digital words of a weight`);
  return faults;
}

const ROWS = 9;
const COLUMNS = 3;
const SIZE = ROWS * COLUMNS;
const N = 200;

/** A device whose curve bends, as schemes with a symmetry point need it. */
function bentDevice() {
  const bend = { a: -0.007, b: 0.03 };
  const device = linearDevice(N, { update: 0.02, read: 0.01, pulse: 0.002 });
  return { ...device, mean: { set: bend, reset: bend } };
}

/** A scheme with its default settings on devices that are all alike. */
function onDevices(kind: SchemeKind, { exact, noise, later = false }: SchemeDevices): SchemeOnArrays {
  const settings = completeSettings(kind.settings);
  const share = kind.share(settings);
  const range = new Int32Array(SIZE).fill(N);
  const model = meanModel([bentDevice()], noiseStructures[noise]);
  const memory = () => new IdealBank(new Float64Array(SIZE).fill(1e-5), new Float64Array(SIZE).fill(3e-5));
  const bank = (array: number) => {
    const random = streams(1, array);
    return new VcmBank(
      model,
      new Uint16Array(SIZE),
      singleCurve,
      random('write noise'),
      random('read noise'),
    );
  };
  const wired = (devices: IdealBank | VcmBank) => {
    const board = new SimulatedBoard(devices, COLUMNS);
    return later ? laterBoard(board) : board;
  };
  const exactArray = () => {
    const devices = memory();
    return new ExactCrossbar(wired(devices), devices.conductance);
  };
  const arrays = share.map((_, array) => (exact ? exactArray() : new Crossbar(wired(bank(array)))));
  const digital = memory();
  const scheme = kind.make(
    {
      arrays,
      pulses: share.map(() => (exact ? noPulses : new LinearPulses(range))),
      ranges: share.map(() => range),
      words: Array.from({ length: kind.words }, () => new Float64Array(SIZE)),
      ...(kind.believes && {
        believed: new ExactCrossbar(new SimulatedBoard(digital, COLUMNS), digital.conductance),
      }),
      random: streams(1)('scheme'),
    },
    settings,
  );
  return { scheme, arrays, share };
}
