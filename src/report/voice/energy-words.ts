import type { EventCosts } from '../../experiment/networks/spiking-ledger.js';
import { few } from '../networks/flow-words.js';

/** Energies of a decision, joules. */
export interface DecisionEnergy {
  /** devices in driven rows, and the part of it in devices of pruned weights */
  readonly devices: number;
  readonly pruned: number;
  readonly converters: number;
}

/** Energies of a decision: what a frame takes. */
export function energyOf({ steps, deviceJoules, prunedJoules, converterJoules }: EventCosts): DecisionEnergy {
  return { devices: deviceJoules / steps, pruned: prunedJoules / steps, converters: converterJoules / steps };
}

/** What a decision takes on devices, with what the sum rests on. */
export function energySentence({ devices, pruned, converters }: DecisionEnergy): string {
  const nano = (joules: number) => `${few(1e9 * joules)} nJ`;
  const leak = pruned > 0 ? `, of it ${nano(pruned)} in devices of pruned weights` : '';
  return `On the measured devices a decision would take ${nano(devices)} in the devices${leak}, and ${nano(converters)} in converters of 8 bits. Rows are driven with 0.2 V for 1 µs; drivers, wires, mel bands and the host are not counted.`;
}
