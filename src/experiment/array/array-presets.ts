import type { ArraySetup } from './array-setup.js';

/** A published array as far as facts about it are known. */
export interface ArrayPreset {
  readonly meaning: string;
  /** the noise of conditions that name none, by the names of noises; for device models whose noise can be chosen */
  readonly noise: Readonly<Record<string, number>>;
  /** parts of the array */
  readonly array: Omit<ArraySetup, 'preset'>;
}

/** CMO/HfOx array, 8 to 90 µS (arXiv:2502.04524; ReRamCMONoiseModel of aihwkit). */
export const cmoHfox: ArrayPreset = {
  meaning: 'CMO/HfOx array (arXiv:2502.04524): its error after a write within 2 %',
  noise: { cmo: 1 },
  array: { reliability: { relaxation: {} } },
};

/** HfO2 array of Milo et al., IRPS 2021. */
export const milo: ArrayPreset = {
  meaning: 'HfO2 array of Milo et al., IRPS 2021: its error after a write',
  noise: { milo: 1 },
  array: {},
};

/** Array of Wan et al., Nature 2022. */
export const wan: ArrayPreset = {
  meaning: 'array of Wan et al., Nature 2022: its error a second after a write',
  noise: { 'wan-second': 1 },
  array: {},
};
