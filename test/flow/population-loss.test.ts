import { describe, expect, it } from 'vitest';
import { newton } from '../../src/core/maths/minimise/newton.js';
import { dormandPrince853 } from '../../src/core/maths/ode/dormand-prince-853.js';
import { GradientFlow } from '../../src/core/maths/ode/gradient-flow.js';
import { integrate } from '../../src/core/maths/ode/integrate.js';
import { RungeKutta } from '../../src/core/maths/ode/runge-kutta.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { withExpectation } from '../../src/flow/population/expectations.js';
import { PopulationLoss } from '../../src/flow/population/population-loss.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';
import { oracle } from '../networks/oracle.js';

interface Case {
  f: string;
  inputs: number;
  student: number;
  teacher: number;
  teacherW: number[][];
  teacherA: number[];
  p0: number[];
  loss: number;
  gradient: number[];
  hessianSpectrum: number[];
  flow: { t: number; loss: number; p: number[] }[];
}

const cases = oracle<{ cases: Case[] }>('infinite_data.json')?.cases ?? [];
const net = (inputs: number, width: number, activation: string, bias: boolean, outputs = 1) =>
  new Network(inputs, [
    { width, activation, bias },
    { width: outputs, bias },
  ]);

function lossOf({ f, inputs, student, teacher, teacherW, teacherA }: Case): PopulationLoss {
  const teacherParameters = Float64Array.from([...teacherW.flat(), ...teacherA]);
  return new PopulationLoss(
    net(inputs, student, f, false),
    net(inputs, teacher, f, false),
    teacherParameters,
  );
}

describe.skipIf(cases.length === 0)(
  'infinite data agree with independent numbers (needs ../shared/oracle/networks)',
  () => {
    it.each(cases)('$f: loss and gradient', (known) => {
      const objective = lossOf(known);
      const gradient = new Float64Array(objective.size);
      expect(Math.abs(objective.gradient(Float64Array.from(known.p0), gradient) - known.loss)).toBeLessThan(
        1e-13,
      );
      for (const [i, slope] of gradient.entries())
        expect(Math.abs(slope - known.gradient[i])).toBeLessThan(1e-13);
    });

    it.each(cases)('$f: flow', (known) => {
      const objective = lossOf(known);
      const y = Float64Array.from(known.p0);
      let seen = 0;
      integrate(
        new RungeKutta(new GradientFlow(objective), dormandPrince853),
        y,
        { times: known.flow.map(({ t }) => t), tolerance: 1e-10 },
        (_, here) => {
          const { p, loss } = known.flow[seen++];
          for (const [i, value] of here.entries()) expect(Math.abs(value - p[i])).toBeLessThan(1e-6);
          expect(Math.abs(objective.value(here) - loss)).toBeLessThan(1e-8);
        },
      );
      expect(seen).toBe(known.flow.length);
    });
  },
);

/** A random student and teacher, with what the loss is at random parameters. */
function example(activation: string, bias: boolean, seed: number) {
  const random = new RandomStream(`population ${seed}`);
  const column = (length: number) => Float64Array.from({ length }, () => 2.4 * random.uniform() - 1.2);
  const [student, teacher] = [net(3, 2, activation, bias, 2), net(3, 3, activation, bias, 2)];
  const teacherParameters = column(teacher.size);
  return {
    student,
    teacher,
    teacherParameters,
    objective: new PopulationLoss(student, teacher, teacherParameters),
    parameters: column(student.size),
  };
}

describe('the loss of infinite data', () => {
  const both = withExpectation.flatMap((activation) => [true, false].map((bias) => [activation, bias] as const));
  it.each(both)('%s, biases %s: has the gradient and the Hessian of central differences', (activation, bias) => {
    const { objective, parameters } = example(activation, bias, 1);
    const { size } = objective;
    const [gradient, above, below] = Array.from({ length: 3 }, () => new Float64Array(size));
    const hessian = new Float64Array(size * size);
    const value = objective.hessian(parameters, gradient, hessian);
    expect(Math.abs(value - objective.value(parameters))).toBeLessThan(1e-14 * (1 + value));
    const h = 1e-5;
    for (let i = 0; i < size; i++) {
      const up = objective.gradient(parameters.with(i, parameters[i] + h), above);
      const down = objective.gradient(parameters.with(i, parameters[i] - h), below);
      expect(Math.abs((up - down) / (2 * h) - gradient[i])).toBeLessThan(1e-8);
      for (let k = 0; k < size; k++) expect(Math.abs((above[k] - below[k]) / (2 * h) - hessian[i * size + k]), `${i} ${k}`).toBeLessThan(1e-8);
    }
  });

  it.each(withExpectation)('%s: is what samples tend to', (activation) => {
    const { student, teacher, teacherParameters, objective, parameters } = example(activation, true, 2);
    const count = 20_000;
    const inputs = new Float64Array(3 * count);
    new RandomStream('samples').normals(inputs, inputs.length);
    const empty = new Float64Array(2 * count);
    const targets = new NetworkLoss(teacher, { count, inputs, targets: empty }).outputs(teacherParameters);
    const ofSamples = new NetworkLoss(student, { count, inputs, targets }).value(parameters);
    expect(Math.abs(ofSamples / objective.value(parameters) - 1)).toBeLessThan(0.04);
  });

  it.each(['relu', 'erf', 'tanh'])('%s: vanishes at the teacher, and Newton finds it from nearby', (activation) => {
    const teacher = net(3, 3, activation, activation !== 'relu');
    const random = new RandomStream('teacher');
    const truth = Float64Array.from({ length: teacher.size }, () => 2 * random.uniform() - 1);
    const objective = new PopulationLoss(teacher, teacher, truth);
    expect(Math.abs(objective.value(truth))).toBeLessThan(1e-14);
    const parameters = truth.map((value) => value + 0.02 * (random.uniform() - 0.5));
    const found = newton(objective, parameters, { iterations: 100, gradientMax: 1e-12 });
    expect(found.ending).toBe('fixed point');
    expect(Math.abs(found.value)).toBeLessThan(1e-14);
  });

  it('refuses networks that have no closed loss', () => {
    const shallow = new Network(3, [{ width: 2, activation: 'erf' }]);
    const wide = net(3, 3, 'erf', true);
    const empty = (network: Network) => new Float64Array(network.size);
    expect(() => new PopulationLoss(shallow, wide, empty(wide))).toThrow(/one hidden layer/);
    const other = net(3, 3, 'relu', true);
    expect(() => new PopulationLoss(other, wide, empty(wide))).toThrow(/same activation/);
    const narrow = net(2, 3, 'erf', true);
    expect(() => new PopulationLoss(narrow, wide, empty(wide))).toThrow(/expected 3 and 1/);
  });
}); // prettier-ignore
