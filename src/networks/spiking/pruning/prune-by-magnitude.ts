import { UsageError } from '../../../core/errors.js';
import type { SpikingNetwork } from '../spiking-network.js';

/** How connections are chosen. */
export interface MagnitudePruning {
  /** share of all connections that go, from 0 to 1; biases are no connections, and stay */
  readonly share: number;
  /** whether each layer loses this share, rather than all together; default: false */
  readonly eachLayer?: boolean;
  /** whether connections of the outputs may go too; default: false. They are few, and a neuron without them has no effect. */
  readonly outputs?: boolean;
}

/**
 * Prunes the connections with the smallest |weight|, those that are zero already among them.
 *
 * @returns mask [parameter]: 0 for those that go, 1 for those that stay
 */
export function pruneByMagnitude(
  network: SpikingNetwork,
  parameters: Float64Array,
  { share, eachLayer = false, outputs = false }: MagnitudePruning,
): Uint8Array {
  checkShare(share, 1);
  const { size, layers, output } = network;
  const mask = new Uint8Array(size).fill(1);
  const connections = size - (network.bias ? output.width : 0);
  const end = outputs ? connections : output.first;
  if (!eachLayer) {
    prune(mask, parameters, Math.round(share * connections), 0, end);
    return mask;
  }
  const firsts = [...layers.map(({ first }) => first), ...(outputs ? [output.first] : [])];
  for (const [l, first] of firsts.entries()) {
    const next = firsts[l + 1] ?? end;
    prune(mask, parameters, Math.round(share * (next - first)), first, next);
  }
  return mask;
}

/** Masks the smallest of a run of weights. */
function prune(mask: Uint8Array, parameters: Float64Array, count: number, first: number, end: number): void {
  const order = Uint32Array.from({ length: end - first }, (_, i) => first + i);
  order.sort((a, b) => Math.abs(parameters[a]) - Math.abs(parameters[b]) || a - b);
  for (const i of order.subarray(0, count)) mask[i] = 0;
}

/** @throws UsageError for a share below 0 or above the largest one */
export function checkShare(share: number, largest: number): void {
  if (share >= 0 && share <= largest) return;
  throw new UsageError(`got the share ${share} of what is pruned: expected a number from 0 to ${largest}`);
}
