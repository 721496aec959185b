import { UsageError } from '../../../core/errors.js';
import type { SpikingNetwork } from '../spiking-network.js';

/** How connections are chosen. */
export interface MagnitudePruning {
  /** share of the connections that go, from 0 to 1; biases are no connections, and stay */
  readonly share: number;
  /** whether each layer and the outputs lose this share, rather than all together; default: false */
  readonly eachLayer?: boolean;
}

/**
 * Prunes the connections with the smallest |weight|, those that are zero already among them.
 *
 * @returns mask [parameter]: 0 for those that go, 1 for those that stay
 */
export function pruneByMagnitude(
  network: SpikingNetwork,
  parameters: Float64Array,
  { share, eachLayer = false }: MagnitudePruning,
): Uint8Array {
  checkShare(share, 1);
  const mask = new Uint8Array(network.size).fill(1);
  const end = network.size - (network.bias ? network.output.width : 0);
  const edges = eachLayer ? [...network.layers, network.output].map(({ first }) => first) : [0];
  for (const [n, first] of edges.entries()) prune(mask, parameters, share, first, edges[n + 1] ?? end);
  return mask;
}

function prune(mask: Uint8Array, parameters: Float64Array, share: number, first: number, end: number): void {
  const order = Uint32Array.from({ length: end - first }, (_, i) => first + i);
  order.sort((a, b) => Math.abs(parameters[a]) - Math.abs(parameters[b]) || a - b);
  for (const i of order.subarray(0, Math.round(share * order.length))) mask[i] = 0;
}

/** @throws UsageError for a share below 0 or above the largest one */
export function checkShare(share: number, largest: number): void {
  if (share >= 0 && share <= largest) return;
  throw new UsageError(`got the share ${share} of what is pruned: expected a number from 0 to ${largest}`);
}
