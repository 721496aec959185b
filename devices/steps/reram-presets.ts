import { ExponentialStep } from './exponential-step.js';
import { softBounds } from './soft-bounds.js';
import type { StepPreset } from './step-preset.js';

export const reramEs: StepPreset = {
  meaning: 'ReRAM, exponential steps: Gong et al., Nat. Commun. 2018',
  parameters: {
    step: 0.00135,
    upDown: 0.259359,
    lowest: -1,
    highest: 1,
    pulseNoise: 5,
    writeNoise: 75,
    spread: {
      step: 0.2,
      upDown: 0.05,
      lowest: 0.3,
      highest: 0.3,
    },
  },
  law: (devices) =>
    new ExponentialStep(devices, {
      amplitude: [-1.18445, -0.081404],
      rate: [5, 5],
      scale: -0.5,
      shift: -0.5,
    }),
};

export const reramSb: StepPreset = {
  meaning: 'ReRAM, soft bounds: a loose fit of the same measurement',
  parameters: {
    step: 0.002,
    upDown: 0,
    lowest: -0.75,
    highest: 1.25,
    pulseNoise: 3.75,
    writeNoise: 56,
    spread: {
      step: 0.3,
      upDown: 0.01,
      lowest: 0.3 / 0.75,
      highest: 0.3 / 1.25,
    },
  },
  law: (devices) => softBounds(devices, false),
};

export const reramOm: StepPreset = {
  meaning: 'ReRAM array, optimised material: Gong, Rasch et al., IEDM 2022',
  parameters: {
    step: 0.0949,
    upDown: 0,
    lowest: -1,
    highest: 1,
    pulseNoise: 0.4158,
    writeNoise: 1.4113,
    spread: {
      step: 0.7829,
      logNormal: true,
      upDown: 0.01,
      lowest: 0.5695,
      highest: 0.3499,
    },
  },
  law: (devices) => softBounds(devices, false),
};

export const reramHfo2: StepPreset = {
  meaning: 'ReRAM array, HfO2: the same article',
  parameters: {
    step: 0.4622,
    upDown: 0,
    lowest: -1,
    highest: 1,
    pulseNoise: 0.2174,
    writeNoise: 0.5841,
    spread: {
      step: 0.7125,
      logNormal: true,
      upDown: 0.01,
      lowest: 0.599,
      highest: 0.4295,
    },
  },
  law: (devices) => softBounds(devices, false),
};
