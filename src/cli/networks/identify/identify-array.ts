import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceFit } from '../../../../devices/files/device-form.js';
import { probeArray } from '../../../bench/probe-array.js';
import { readExperiment } from '../../../experiment/experiment-file.js';
import type { Experiment } from '../../../experiment/experiment.js';
import { few } from '../../../report/networks/flow-words.js';
import type { LinearAnswer } from '../../../report/networks/identify/linear-answer.js';
import { devicesOf, openRun } from '../../../runs/run-directory.js';
import { writeWhole } from '../../../runs/write-whole.js';
import { loadPluginsOf } from '../../plugin-option.js';
import { probesText } from './probes-text.js';
import { siemensAnswer } from './siemens-answer.js';
import { simulatedArray } from './simulated-array.js';
import { writeLinear, type AnswerOptions } from './write-answer.js';

/** The options of a simulated array. */
export interface ArrayOptions extends AnswerOptions {
  probes?: number;
  seed?: number;
  episodes?: number;
  condition?: string;
  readVolts: number;
}

/** Probes at least, and for each row. */
const PROBES = { least: 500, perRow: 4 };
/** Current of a reference of one, as in learning, amperes. */
const UNIT = 2e-6;

/** Lets an experiment learn, then probes its array through its terminals, and says how far the answer is from the truth. */
export async function identifyArray(what: string, directory: string, options: ArrayOptions): Promise<void> {
  const { experiment, fits } = await experimentOf(what);
  const array = await simulatedArray(experiment, fits, options);
  const { board, conductance, effective, condition, seed, episodes } = array;
  const count = options.probes ?? Math.max(PROBES.least, PROBES.perRow * board.rows);
  const volts = options.readVolts;
  const probes = await probeArray(board, { volts, count, seed, unit: UNIT });
  writeWhole(join(directory, 'probes.csv'), probesText(probes));
  const inColumns = (values: Float64Array) =>
    Array.from({ length: board.columns }, (_, c) => Array.from({ length: board.rows }, (__, r) => values[r * board.columns + c]));
  const whole = (value: number) => value.toLocaleString('en-US');
  const answer = siemensAnswer(what, probes, { matrix: inColumns(conductance), what: 'what each device holds' }, [
    `The array is that of ${condition}, seed ${seed}, after ${whole(episodes)} episode${episodes === 1 ? '' : 's'}. Reads: ${whole(count)} products over ${whole(count * board.size)} devices at ${volts} V.`,
  ]);
  const ratio = effective && ratioTo(answer, inColumns(effective));
  const truth = ratio === undefined ? [] : [`Beside the exact effective conductances, errors are ${few(ratio)} times what the intervals say (root mean square).`];
  await writeLinear(directory, { ...answer, remarks: [...answer.remarks, ...truth] }, options, {
    condition,
    seed,
    episodes,
    reads: { products: count, deviceReads: count * board.size, volts },
    ...(effective && { truth: { effective: inColumns(effective), ratio: ratio ?? null } }),
  });
} // prettier-ignore

async function experimentOf(what: string): Promise<{ experiment: Experiment; fits: readonly DeviceFit[] }> {
  if (statSync(what, { throwIfNoEntry: false })?.isDirectory()) {
    const { experiment, devices } = openRun(what);
    return { experiment, fits: devices.devices };
  }
  await loadPluginsOf(what);
  const experiment = readExperiment(what);
  return { experiment, fits: devicesOf(experiment).devices };
}

/** Root mean square of the errors in units of their standard errors; undefined where there is no noise. */
function ratioTo({ map }: LinearAnswer, truth: readonly (readonly number[])[]): number | undefined {
  const squares = map.matrix.flatMap((column, c) =>
    column.map(({ value, error }, r) => ((value - truth[c][r]) / error) ** 2),
  );
  const isNoisy = map.matrix[0].every(({ value, error }) => error > 1e-9 * Math.abs(value));
  return isNoisy ? Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length) : undefined;
}
