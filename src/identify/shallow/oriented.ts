import type { Symmetry } from '../../networks/activations/activation.js';
import { canonical, type Shallow } from './neurons.js';

/**
 * The same network as it is shown: where a turn costs at most a constant, each neuron has a positive first weight; neurons stand by the size
 * of their outgoing weights, the largest first.
 */
export function oriented({ neurons, ...rest }: Shallow, symmetry: Symmetry): Shallow {
  const shown = { ...rest, offset: rest.offset.slice(), neurons: [...neurons] };
  if (symmetry === 'odd' || symmetry === 'odd-constant')
    for (const [j, neuron] of neurons.entries()) {
      const turned = canonical(neuron, symmetry);
      const costsConstant = symmetry === 'odd-constant' && turned.row !== neuron.row;
      if (costsConstant) for (const [o, weight] of neuron.out.entries()) shown.offset[o] += weight;
      shown.neurons[j] = turned;
    }
  const size = ({ out }: (typeof neurons)[number]) => Math.max(...out.map(Math.abs));
  shown.neurons.sort((a, b) => size(b) - size(a));
  return shown;
}
