import fc from 'fast-check';
import { expect, it } from 'vitest';
import { meetingGroups } from '../../src/landscape/channel/meeting-groups.js';
import { meetingRows, nearestRows } from '../../src/landscape/channel/meeting-rows.js';
import { Network } from '../../src/networks/network.js';

const network = (activation: string, width = 5) =>
  new Network(2, [
    { width, activation, bias: false },
    { width: 1, bias: false },
  ]);
/** Rows at some angles, degrees, with their output weights. */
const at = (angles: readonly number[], outputs: readonly number[]) =>
  Float64Array.from([
    ...angles.flatMap((angle) => [3 * Math.cos((angle * Math.PI) / 180), 3 * Math.sin((angle * Math.PI) / 180)]),
    ...outputs,
  ]); // prettier-ignore

// 1 − cos 8.1° is just below 1e-2.
it('unites pairs that share a row: ends of a chain need not be near each other', () => {
  const groups = meetingGroups(network('softplus'), at([0, 14, 7, 90, 95], [1, 1, 1, 2, -2]), 1e-2);
  expect(groups).toEqual([
    { layer: 0, neurons: [0, 1, 2], isOpposed: false },
    { layer: 0, neurons: [3, 4], isOpposed: true },
  ]);
});

it('notes opposite signs inside a group, and turns rows of odd and even activations', () => {
  const parameters = at([0, 3, 183, 60, 120], [1, 1, 1, 1, 1]);
  expect(meetingGroups(network('softplus'), parameters, 1e-2)).toEqual([
    { layer: 0, neurons: [0, 1], isOpposed: false },
  ]);
  expect(meetingGroups(network('tanh'), parameters, 1e-2)).toEqual([
    { layer: 0, neurons: [0, 1, 2], isOpposed: true },
  ]);
  expect(meetingGroups(network('square'), parameters, 1e-2)).toEqual([
    { layer: 0, neurons: [0, 1, 2], isOpposed: false },
  ]);
});

it('groups by the threshold: each pair below it is in one group, and groups share no neuron', () => {
  const angles = fc.array(fc.integer({ min: 0, max: 359 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(angles, fc.constantFrom(1e-1, 1e-2, 1e-3), (degrees, distance) => {
      const parameters = at(degrees, [1, -1, 1, -1, 1]);
      const groups = meetingGroups(network('softplus'), parameters, distance);
      const members = groups.flatMap(({ neurons }) => neurons);
      expect(new Set(members).size).toBe(members.length);
      for (const { pair, distance: own } of meetingRows(network('softplus'), parameters)) {
        const together = groups.some(({ neurons }) => neurons.includes(pair.one) && neurons.includes(pair.other));
        if (own < distance) expect(together).toBe(true);
      }
      const nearest = nearestRows(network('softplus'), parameters)!;
      expect(groups.length > 0).toBe(nearest.distance < distance);
    }),
  );
}); // prettier-ignore

it('has no nearest rows where no layer has two neurons', () => {
  expect(nearestRows(network('tanh', 1), Float64Array.of(1, 2, 3))).toBeUndefined();
});
