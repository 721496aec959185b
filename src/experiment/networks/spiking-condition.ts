import { complaint } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import type { SpikingNetwork } from '../../networks/spiking/spiking-network.js';
import { spikingSignings } from '../../on-crossbar/spiking/spiking-signings.js';
import { arrayFault } from '../array/array-of.js';
import { completeCondition, conditionForm, type Condition, type ConditionInput } from '../condition.js';

/** How much larger a range is than the largest weight, so that learning has room. */
const MARGIN = 1.25;

/** A way for a spiking network to lie on devices, as a user writes it. */
export type SpikingChoices = ConditionInput & {
  /** how signed weights are held; default: pair */
  readonly signed?: string;
  /** largest weight of either sign, of all layers or of each and of the outputs; default: 1.25 times the largest of each */
  readonly range?: number | readonly number[];
  /** what each device is off by after it was written, standard deviation in windows, and stays; default: 0 */
  readonly spread?: number;
  /** inputs that spike in one step at most, for the default range of an ADC; default: all */
  readonly drivenInputs?: number;
};

/** The same with every choice made. */
export interface SpikingCondition extends Condition {
  readonly signed: string;
  readonly range: number | readonly number[];
  readonly spread?: number;
  readonly drivenInputs: number;
}

/** A condition with its defaults. @param parameters of which the ranges are taken @throws UsageError that names what is wrong */
export function spikingCondition(
  { signed = spikingSignings.names[0], range, spread = 0, drivenInputs, ...written }: SpikingChoices,
  network: SpikingNetwork,
  parameters: Float64Array,
): SpikingCondition {
  const { data, error } = conditionForm().safeParse(written);
  if (data === undefined) throw new UsageError(`condition: ${complaint(error.issues, written)}`);
  spikingSignings.get(signed);
  if (!(spread >= 0 && spread <= 1))
    throw new UsageError(`spread: got ${spread}: expected a share of the window, from 0 to 1`);
  if (drivenInputs !== undefined && !(Number.isSafeInteger(drivenInputs) && drivenInputs >= 1 && drivenInputs <= network.inputs))
    throw new UsageError(`drivenInputs: got ${drivenInputs}: expected a whole number from 1 to the ${network.inputs} inputs of the network`);
  const condition = completeCondition(data, {});
  const fault = arrayFault({}, [condition]);
  if (fault) throw new UsageError(fault.message);
  return {
    ...condition,
    signed,
    range: range ?? spikingRanges(network, parameters),
    ...(spread > 0 && { spread }),
    drivenInputs: drivenInputs ?? network.inputs,
  };
} // prettier-ignore

/** Ranges of the layers and of the outputs: so many times the largest weight of each; 1 where all are zero. */
export function spikingRanges(
  { layers, output }: SpikingNetwork,
  parameters: Float64Array,
  margin = MARGIN,
): readonly number[] {
  return [...layers, output].map(({ first, rows, width }) => {
    let largest = 0;
    for (let i = first; i < first + rows * width; i++) largest = Math.max(largest, Math.abs(parameters[i]));
    return largest > 0 ? margin * largest : 1;
  });
}
