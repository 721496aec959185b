import { ConstantStep } from './constant-step.js';
import { ExponentialStep } from './exponential-step.js';
import { LinearStep } from './linear-step.js';
import { reramEs, reramHfo2, reramOm, reramSb } from './reram-presets.js';
import type { Deviate, StepArray } from './step-array.js';
import type { StepLaw } from './step-law.js';
import type { StepPreset } from './step-preset.js';

const bounds = (sigma: number) => ({ lowest: sigma, highest: sigma });
const unit = { lowest: -1, highest: 1 };

const ecram: StepPreset = {
  meaning: 'Electrochemical memory, lithium: Tang et al., IEDM 2018',
  parameters: {
    step: 0.002,
    upDown: 0,
    lowest: -0.8276,
    highest: 1.1724,
    pulseNoise: 0.3,
    writeNoise: 0,
    spread: {
      step: 0.1,
      upDown: 0.01,
      ...bounds(0.05),
    },
  },
  law: (devices, deviate) => linear(devices, [0.1153, 0.5085], 0.05, true, deviate),
};

const ecramMo: StepPreset = {
  meaning: 'Electrochemical memory, metal oxide: Kim et al., IEDM 2019',
  parameters: {
    step: 28214e-8,
    upDown: 0,
    lowest: -0.8286,
    highest: 1.1714,
    pulseNoise: 2,
    writeNoise: 0,
    spread: {
      step: 0.1,
      upDown: 0.01,
      ...bounds(0.05),
    },
  },
  law: (devices, deviate) => linear(devices, [0.4152, 0.7342], 0.05, true, deviate),
};

const capacitor: StepPreset = {
  meaning:
    'Capacitor: Li et al., VLSI 2018; its leak needs a time between updates, which a bank does not know, and is left out',
  parameters: {
    step: 0.005,
    upDown: 0,
    ...unit,
    pulseNoise: 0.3,
    writeNoise: 0,
    spread: {
      step: 0.1,
      upDown: 0.06,
      ...bounds(0.07),
    },
  },
  law: (devices, deviate) => linear(devices, [0.05, 0.05], 0.01, false, deviate),
};

const pcm: StepPreset = {
  meaning:
    'Phase-change memory: Nandakumar et al., Front. Neurosci. 2020; from the top, one RESET pulse leads all the way down',
  parameters: {
    step: 0.01,
    upDown: 0,
    lowest: 0,
    highest: 2,
    pulseNoise: 0.6,
    writeNoise: 0,
    spread: {
      step: 0.2,
      upDown: 0.05,
      lowest: 0,
      highest: 0.1,
    },
  },
  law: (devices) =>
    new ExponentialStep(devices, {
      amplitude: [-27.235, -2.235],
      rate: [2.5, 2.5],
      scale: -1,
      shift: 0,
      addedNoise: 0.042,
      noiseSlope: 0.108,
    }),
};

const idealizedStep: StepPreset = {
  meaning: 'Ten thousand equal steps: Rasch, Gokmen and Haensch, IEEE Design & Test 2019',
  parameters: {
    step: 2e-4,
    upDown: 0,
    ...unit,
    pulseNoise: 0.3,
    writeNoise: 0,
    spread: {
      step: 0.3,
      upDown: 0,
      ...bounds(0.3),
    },
  },
  law: (devices) => new ConstantStep(devices),
};

const gokmenVlasov: StepPreset = {
  meaning: 'The device that training needs: Gokmen and Vlasov, Front. Neurosci. 2016',
  parameters: {
    step: 0.0016,
    upDown: 0,
    ...unit,
    pulseNoise: 0.3,
    writeNoise: 0,
    spread: {
      step: 0.3,
      upDown: 0.01,
      ...bounds(0.3),
    },
  },
  law: (devices) => new ConstantStep(devices),
};

/** Published arrays, by the names that experiments use; parameters as in aihwkit, presets/devices.py. */
export const stepPresets = {
  'reram-es': reramEs,
  'reram-sb': reramSb,
  'reram-om': reramOm,
  'reram-hfo2': reramHfo2,
  ecram,
  'ecram-mo': ecramMo,
  capacitor,
  pcm,
  'idealized-step': idealizedStep,
  'gokmen-vlasov': gokmenVlasov,
};

function linear(
  devices: StepArray,
  loss: readonly [number, number],
  lossSpread: number,
  multiplicative: boolean,
  deviate: Deviate,
): StepLaw {
  return new LinearStep(devices, { loss, lossSpread, ownBound: false, multiplicative }, deviate);
}
