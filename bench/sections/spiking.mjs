// A spiking network: an epoch of training through time, and a step driven by events.
import { measured } from '../measure.mjs';
import { shown } from '../table.mjs';

const STEPS = 150_000;
const ROUNDS = 3;

export function measure() {
  const rows = [32, 64, 128].map((neurons) => {
    const rounds = Array.from({ length: ROUNDS }, () => measured('spiking', { neurons, steps: STEPS }));
    const best = (what) => Math.min(...rounds.map((round) => round[what]));
    return [
      `256-${neurons}-1`,
      shown(best('epoch'), 2),
      shown(rounds[0].spikes, 3),
      shown(best('full'), 2),
      shown(best('pruned'), 2),
    ];
  });
  return {
    title: 'Recurrent spiking networks, 32 of 256 inputs spike in a step',
    columns: ['network', 's an epoch', 'spikes a neuron and step', 'µs a step by events', '85 % pruned'],
    rows,
    notes: [`An epoch has ${STEPS} steps in sequences of 200. There is no C.`],
  };
}
