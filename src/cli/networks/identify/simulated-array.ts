import { effectiveConductances } from '../../../../devices/array/reads/effective-conductances.js';
import type { WireSettings } from '../../../../devices/array/wires/wire-settings.js';
import type { DeviceBank } from '../../../../devices/device-bank.js';
import type { DeviceFit } from '../../../../devices/files/device-form.js';
import { SimulatedBoard } from '../../../../drivers/boards/simulated-board.js';
import { UsageError } from '../../../core/errors.js';
import { arrayOf, partOf } from '../../../experiment/array/array-of.js';
import type { Periphery } from '../../../experiment/array/periphery.js';
import { assemble } from '../../../experiment/assemble.js';
import { catalogue } from '../../../experiment/catalogue.js';
import type { Experiment } from '../../../experiment/experiment.js';
import { runSeed } from '../../../experiment/seed-run.js';

/** An array after its learning, on a simulated board. */
export interface SimulatedArray {
  readonly condition: string;
  readonly seed: number;
  readonly episodes: number;
  readonly board: SimulatedBoard;
  /** what each device holds, row by row, siemens */
  readonly conductance: Float64Array;
  /** what terminals see of it through the wires; missing where cells are not linear */
  readonly effective?: Float64Array;
}

/** Learns one seed of a condition as an experiment says, and keeps its array. @throws UsageError for an unknown condition */
export async function simulatedArray(
  experiment: Experiment,
  fits: readonly DeviceFit[],
  { condition: named, seed = experiment.firstSeed, episodes = experiment.episodes }: { condition?: string; seed?: number; episodes?: number },
): Promise<SimulatedArray> {
  const index = conditionNumber(experiment, named);
  const condition = experiment.conditions[index];
  const arrays: { board: SimulatedBoard; bank: DeviceBank }[] = [];
  const wire = (bank: DeviceBank, columns: number, around?: Periphery) => {
    const board = new SimulatedBoard(bank, columns, around?.wires, around?.readout);
    arrays.push({ board, bank });
    return { board, held: () => bank.conductance };
  };
  const made = assemble(experiment, condition, fits, undefined, undefined, wire)(seed);
  if (episodes > 0) await runSeed({ ...experiment, episodes }, index, seed, made);
  else await made.prepare();
  const [{ board, bank }] = arrays;
  const setup = arrayOf(experiment, condition);
  const wires = setup && partOf<WireSettings>(setup.wires);
  const { conductance } = bank;
  const isLinear = (wires?.nonlinearity ?? 0) === 0;
  const { rows, columns } = board;
  return {
    condition: condition.name,
    seed,
    episodes,
    board,
    conductance,
    ...(isLinear && { effective: wires ? effectiveConductances({ rows, columns, conductance, wires }, true) : conductance }),
  };
} // prettier-ignore

/** The condition of that name; by default the first that has devices. */
function conditionNumber({ conditions }: Experiment, named: string | undefined): number {
  if (named === undefined)
    return Math.max(0, conditions.findIndex(({ bank }) => !catalogue.devices.get(bank).exact));
  const index = conditions.findIndex(({ name }) => name === named);
  if (index >= 0) return index;
  throw new UsageError(`--condition: got "${named}": expected one of ${conditions.map(({ name }) => `"${name}"`).join(', ')}`);
} // prettier-ignore
