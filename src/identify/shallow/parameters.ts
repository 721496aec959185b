import type { Shallow } from './neurons.js';

/** The parameters of a network in the order of `Network`; after them those that go beside its neurons. */
export function parametersOf({ neurons, offset, skip = new Float64Array() }: Shallow): Float64Array {
  const rows = neurons.flatMap(({ row }) => [...row]);
  const outputs = Array.from(offset, (constant, o) => [...neurons.map(({ out }) => out[o]), constant]);
  return Float64Array.from([...rows, ...outputs.flat(), ...skip]);
}

/** A network from its parameters, with so many hidden neurons, inputs and outputs. */
export function shallowOf(parameters: Float64Array, width: number, inputs: number, outputs: number): Shallow {
  const length = inputs + 1;
  const at = (o: number, j: number) => parameters[width * length + o * (width + 1) + j];
  const beside = parameters.slice(width * length + outputs * (width + 1));
  return {
    ...(beside.length > 0 && { skip: beside }),
    neurons: Array.from({ length: width }, (_, j) => ({
      row: parameters.slice(j * length, (j + 1) * length),
      out: Float64Array.from({ length: outputs }, (_, o) => at(o, j)),
    })),
    offset: Float64Array.from({ length: outputs }, (_, o) => at(o, width)),
  };
}
