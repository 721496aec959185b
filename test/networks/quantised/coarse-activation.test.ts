import { describe, expect, it } from 'vitest';
import { adam } from '../../../src/core/maths/minimise/adam.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { parseFlow } from '../../../src/experiment/networks/flow-file.js';
import { judgeEnd } from '../../../src/flow/fixed-point.js';
import { followSeed } from '../../../src/flow/follow-seed.js';
import { makeData } from '../../../src/flow/data/make-data.js';
import { methods } from '../../../src/flow/methods/methods.js';
import { knowableActivations } from '../../../src/identify/knowable.js';
import { courseFigures } from '../../../src/report/networks/flow-course-figures.js';
import { flowLead } from '../../../src/report/networks/flow-lead.js';
import { activations } from '../../../src/networks/activations/activations.js';
import { Network } from '../../../src/networks/network.js';
import { NetworkLoss } from '../../../src/networks/network-loss.js';

const coarse = activations.names.filter((name) => activations.get(name).coarse);

function filled(name: string, z: number): [value: number, slope: number] {
  const numbers = Float64Array.of(z, 0, 0);
  activations.get(name).fill(numbers, 0, 1, 1, 2, -1);
  return [numbers[1], numbers[2]];
}

/** A network of one hidden layer, and samples of a function. */
function learning(activation: string) {
  const random = new RandomStream('learning');
  const count = 60;
  const inputs = Float64Array.from({ length: count }, (_, n) => -1 + (2 * n) / (count - 1));
  const network = new Network(1, [{ width: 12, activation }, { width: 1 }]);
  const loss = new NetworkLoss(network, { count, inputs, targets: inputs.map((x) => Math.sin(3 * x)) });
  const parameters = new Float64Array(network.size);
  random.normals(parameters, network.size);
  return { loss, parameters };
}

describe('quantised activations', () => {
  it('are steps and converters, with slopes that stand in', () => {
    expect(coarse).toEqual([
      'step_identity', 'step_relu', 'step_clipped_relu',
      'converter_3', 'converter_4', 'converter_5', 'converter_6', 'converter_7', 'converter_8',
    ]); // prettier-ignore
    const at = [-3, -0.2, 0, 0.2, 1.5];
    expect(at.map((z) => filled('step_identity', z))).toEqual([[0, 1], [0, 1], [0, 1], [1, 1], [1, 1]]); // prettier-ignore
    expect(at.map((z) => filled('step_relu', z))).toEqual([[0, 0], [0, 0], [0, 0], [1, 1], [1, 1]]); // prettier-ignore
    expect(at.map((z) => filled('step_clipped_relu', z))).toEqual([[0, 0], [0, 0], [0, 0], [1, 1], [1, 0]]); // prettier-ignore
    // Three bits: seven codes, 2/3 apart.
    expect(at.map((z) => filled('converter_3', z)[1])).toEqual([0, 1, 1, 1, 1]);
    [-2, 0, 0, 0, 4 / 3].forEach((value, i) =>
      expect(filled('converter_3', at[i])[0]).toBeCloseTo(value, 14),
    );
  });

  it('are off by half a step at most, within the range of the converter', () => {
    for (const bits of [3, 4, 5, 6, 7, 8])
      for (let z = -2; z <= 2; z += 0.013)
        expect(Math.abs(filled(`converter_${bits}`, z)[0] - z)).toBeLessThanOrEqual(
          1 / (2 ** (bits - 1) - 1) + 1e-12,
        );
  });

  it.each(['step_relu', 'step_clipped_relu', 'converter_3', 'converter_6'])('let a network learn by slopes alone: %s', (name) => {
    const { loss, parameters } = learning(name);
    const start = loss.value(parameters);
    adam(0.02)(loss, parameters, { iterations: 1500, gradientMax: 0 });
    expect(loss.value(parameters)).toBeLessThan(0.1 * start);
  }); // prettier-ignore

  it('have no second derivatives', () => {
    const { loss, parameters } = learning('step_relu');
    const [gradient, matrix] = [new Float64Array(loss.size), new Float64Array(loss.size ** 2)];
    const sentence =
      'second derivatives: got the activation step_relu, whose slope stands in for a derivative';
    expect(() => loss.hessian(parameters, gradient, matrix)).toThrow(sentence);
    expect(() => loss.gaussNewton(parameters, gradient, matrix)).toThrow(sentence);
    expect(loss.coarse).toBe('step_relu');
    expect(learning('relu').loss).not.toHaveProperty('coarse');
  });

  it('are never judged a minimum, and tell no neurons apart', () => {
    const { loss, parameters } = learning('step_relu');
    expect(judgeEnd(loss, parameters, 0, 1e-10)).toEqual({ kind: 'not judged' });
    expect(judgeEnd(loss, parameters.fill(100), 1, 1e-10)).toEqual({ kind: 'infinity' });
    expect(knowableActivations().filter((name) => coarse.includes(name))).toEqual([]);
  });
});

describe('a flow through quantised activations', () => {
  const file = (choices: object) => ({
    data: { function: 'sine', samples: 40 },
    layers: [{ width: 6, activation: 'converter_4' }, { width: 1 }],
    iterations: 30,
    ...choices,
  });

  it.each(methods.names)('is followed by what takes slopes alone, and refused by others: %s', (method) => {
    const parse = () => parseFlow(file({ method }));
    if (method === 'adam' || method === 'gradient-descent') expect(parse).not.toThrow();
    else expect(parse).toThrow(`method: got ${method} with the activation converter_4, whose slope stands in for`);
    expect(() => parseFlow(file({ method: 'adam', finish: 'newton' }))).toThrow('finish: got newton with the activation converter_4');
  }); // prettier-ignore

  it('ends where it is not judged', () => {
    const plan = parseFlow(file({ method: 'adam' }));
    const data = makeData(plan.data);
    const { end } = followSeed({ plan, data, method: plan.methods[0], seed: 0 });
    expect(end.kind).toBe('not judged');
    expect(end).not.toHaveProperty('spectrum');
    const course = followSeed({ plan, data, method: plan.methods[0], seed: 0 });
    expect(flowLead(plan, [course]).sentence).toMatch(/and ends unjudged \(stand-in slopes\)\.$/);
    expect(flowLead(plan, [course, course]).sentence).toMatch(
      /^Two of 2 runs end unjudged, for slopes are stand-ins\./,
    );
    expect(courseFigures(plan, [course])[0].caption).toContain(
      'Slopes are stand-ins, so that the loss may rise.',
    );
  });
});
