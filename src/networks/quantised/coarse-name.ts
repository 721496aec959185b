import { activations } from '../activations/activations.js';
import type { LayerSettings, Network } from '../network.js';

/** The first activation of a network whose slope is a stand-in; undefined where the gradient is that of the loss. */
export function coarseName({ layers }: Network): string | undefined {
  return activations.entries.find(
    ([, kind]) => kind.coarse && layers.some(({ activation }) => activation === kind),
  )?.[0];
}

/** The same for layers as written. */
export function coarseAmong(layers: readonly LayerSettings[]): string | undefined {
  return layers.find(({ activation = 'identity' }) => activations.get(activation).coarse)?.activation;
}

/** Why a method that needs derivatives cannot take an activation. */
export function coarseRefusal(name: string): string {
  return `the activation ${name}, whose slope stands in for a derivative that is 0 almost everywhere: expected an activation with derivatives, or a method that follows slopes alone: adam or gradient-descent`;
}
