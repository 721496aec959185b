import { describe, expect, it } from 'vitest';
import { LinearStep } from '../../devices/steps/linear-step.js';
import { linearStepsOfCurve, softBoundsPmax } from '../../devices/steps/pulse-curve-steps.js';
import { softBounds } from '../../devices/steps/soft-bounds.js';
import { nominal, StepArray } from '../../devices/steps/step-array.js';
import { stepPresets } from '../../devices/steps/step-presets.js';
import { after } from './step-of.js';

function device(name: keyof typeof stepPresets) {
  const { parameters, law } = stepPresets[name];
  const devices = new StepArray(parameters, 1, nominal);
  const stepLaw = law(devices, nominal);
  return (from: number, pulses: number) => after(devices, stepLaw, from, pulses);
}

const near = (got: number, expected: number, tolerance = 1e-8) =>
  expect(Math.abs(got - expected), `${got} against ${expected}`).toBeLessThan(tolerance);

// Numbers worked out by hand from the published equations, without this code.
describe('noise-free nominal devices against independent numbers, to 1e-8', () => {
  it.each([
    [-0.8, 0.00231984707, -0.00113405978],
    [-0.5, 0.00180812332, -0.00128395497],
    [0, 0.00148125453, -0.00199143556],
    [0.5, 0.00138760505, -0.00446078543],
    [0.8, 0.00136776337, -0.00832663322],
  ])('reram-es: one SET and one RESET pulse at %d', (w, set, reset) => {
    near(device('reram-es')(w, 1) - w, set);
    near(device('reram-es')(w, -1) - w, reset);
  });

  it('reram-es: 1000 SET pulses from the lower end, and the symmetry point', () => {
    const es = device('reram-es');
    near(es(-1, 1000), 0.6555795661);
    const asymmetry = (w: number) => es(w, 1) - w + (es(w, -1) - w);
    let [low, high] = [-0.9, 0.9];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (asymmetry(middle) > 0) low = middle;
      else high = middle;
    }
    near(low, -0.217229854);
  });

  it.each([
    ['pcm', 0, [[1, 0.28235], [5, 0.681657332], [10, 0.9244005485], [20, 1.2173603991], [50, 1.7296901304], [100, 2]]],
    ['ecram', -0.8276, [[1, -0.8254372189], [100, -0.6134141478], [500, 0.2024132603], [1000, 1.1359422409]]],
    ['ecram', 1.1724, [[-1, 1.168959291], [-100, 0.8484426468], [-500, -0.1134791615], [-1000, -0.8088135371]]],
    ['reram-sb', 0, [[10, 0.0198566127]]],
    ['reram-om', 0, [[10, 0.631051585]]],
    ['reram-hfo2', 0, [[10, 0.9979760118]]],
  ] as [keyof typeof stepPresets, number, [number, number][]][])('%s from %d', (name, from, expected) => {
    for (const [pulses, weight] of expected) near(device(name)(from, pulses), weight);
  }); // prettier-ignore

  it('pcm: one RESET pulse leads from the top all the way down', () => {
    expect(device('pcm')(2, -1)).toBe(0);
  });
});

describe('step devices from curves over pulses', () => {
  const rest = { pulseNoise: 0, writeNoise: 0, spread: { step: 0, upDown: 0, lowest: 0, highest: 0 } };

  it('soft bounds of a curve have the numbers of SoftBoundsPmax', () => {
    const { step, upDown, lowest, highest } = softBoundsPmax(-1, 1, 1000, 0.0005);
    near(step, 5.0829881651 * 0.0005);
    near(highest, 4.0829881651);
    near(upDown, 0.60653066);
    expect(lowest).toBe(-1);
  });

  it('a device with those numbers passes the end of its curve, and linear steps of the curve do not', () => {
    const passing = new StepArray({ ...softBoundsPmax(-1, 1, 1000, 0.0005), ...rest }, 1, nominal);
    const bound = 4.0829881651;
    const expected = bound - (bound + 1) * (1 - (5.0829881651 * 0.0005) / bound) ** 1000;
    near(after(passing, softBounds(passing, true), -1, 1000), expected);
    expect(expected).toBeGreaterThan(1.3);
    const { loss, ...fixed } = linearStepsOfCurve(1000, 2);
    const keeping = new StepArray({ ...fixed, ...rest }, 1, nominal);
    const shape = { loss: [loss, loss], lossSpread: 0, ownBound: false, multiplicative: true } as const;
    const law = new LinearStep(keeping, shape, nominal);
    near(after(keeping, law, -0.5, 1000), 0.5);
    near(after(keeping, law, -0.5, 400), (1 - Math.exp(-0.2)) / (1 - Math.exp(-0.5)) - 0.5);
  });

  it('linear steps of a curve follow NeuroSim’s conductances up, and the same seen from the top down', () => {
    const [lowest, highest, pulses, curvature] = [3.0769, 38.462, 97, 0.499181];
    const { loss, ...fixed } = linearStepsOfCurve(pulses, curvature);
    const devices = new StepArray({ ...fixed, ...rest }, 1, nominal);
    const shape = { loss: [loss, loss], lossSpread: 0, ownBound: false, multiplicative: true } as const;
    const law = new LinearStep(devices, shape, nominal);
    const conductance = (n: number) => lowest + (after(devices, law, -0.5, n) + 0.5) * (highest - lowest);
    const height = (highest - lowest) / (1 - Math.exp(-1 / curvature));
    for (const [n, printed] of [[1, 3.91297], [10, 10.70903], [50, 29.41513], [97, 38.462]] as const) {
      near(conductance(n), printed, 6e-6);
      near(conductance(n), lowest + height * (1 - Math.exp(-n / (curvature * pulses))));
      near(after(devices, law, 0.5, -n), -after(devices, law, -0.5, n));
    } // prettier-ignore
  });
});
