import type { Symmetry } from '../../networks/activations/activation.js';
import { clustersOf } from './clusters.js';
import { canonical, type Neuron, type Shallow } from './neurons.js';

/** A trained student with its loss. */
export interface Student {
  readonly network: Shallow;
  readonly loss: number;
}

/** How many of the best students give their weights. */
const BEST = 5;

/** The neurons that students have in common: each is the mean of the duplicates that the best student with any has; its outgoing weights are their sum. */
export function collapse(students: readonly Student[], symmetry: Symmetry): Neuron[] {
  const neurons = students.flatMap(({ network }, s) =>
    network.neurons.map((neuron) => ({ s, ...canonical(neuron, symmetry) })),
  );
  const best = [...students.keys()].toSorted((a, b) => students[a].loss - students[b].loss).slice(0, BEST);
  const { groups } = clustersOf(
    neurons.map(({ row }) => row),
    students.length,
  );
  return groups.flatMap((group) => {
    const of = (student: number) => group.map((place) => neurons[place]).filter(({ s }) => s === student);
    const members = best.map(of).find(({ length }) => length > 0);
    return members ? [merged(members)] : [];
  });
}

/** One neuron in place of several: the mean of their rows, and the sum of their outgoing weights. */
export function merged(neurons: readonly Neuron[]): Neuron {
  const row = neurons[0].row.map((_, i) => sum(neurons.map((neuron) => neuron.row[i])) / neurons.length);
  return { row, out: neurons[0].out.map((_, o) => sum(neurons.map((neuron) => neuron.out[o]))) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
