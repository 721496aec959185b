import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse } from '../../flow/follow-seed.js';
import { Network } from '../../networks/network.js';
import { csvRow } from '../csv-text.js';

/** Loss, slope and norm of every run over time or iterations, as CSV. */
export function flowResults(courses: readonly FlowCourse[]): string {
  const rows = courses.flatMap(({ method, seed, points }) =>
    points.map(({ clock, loss, gradientMax, norm }) => [method, seed, clock, loss, gradientMax, norm]),
  );
  return table([['method', 'seed', 'clock', 'loss', 'gradient_max', 'weight_norm'], ...rows]);
}

/** Every weight of every run at its start, at its end, and after the finishing method, as CSV. */
export function flowParameters({ layers }: FlowPlan, inputs: number, courses: readonly FlowCourse[]): string {
  const places = placesOf(new Network(inputs, layers));
  const rows = courses.flatMap(({ method, seed, points, finish }) =>
    places.map(([layer, neuron, input], at) => [
      method,
      seed,
      layer,
      neuron,
      input,
      points[0].parameters[at],
      points.at(-1)!.parameters[at],
      ...(finish ? [finish.point.parameters[at]] : []),
    ]),
  );
  const finished = courses.some(({ finish }) => finish) ? ['finished'] : [];
  const head = ['method', 'seed', 'layer', 'neuron', 'input', 'start', 'end', ...finished];
  return table([head, ...rows.map((row) => (row.length < head.length ? [...row, ''] : row))]);
}

/** Layer, neuron and input of each parameter. */
function placesOf({ layers }: Network): [number, number, string | number][] {
  return layers.flatMap(({ width, rowLength, inputs }, l) =>
    Array.from({ length: width * rowLength }, (_, at): [number, number, string | number] => {
      const input = at % rowLength;
      return [l, Math.floor(at / rowLength), input === inputs ? 'bias' : input];
    }),
  );
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map(csvRow).join('\n')}\n`;
}
