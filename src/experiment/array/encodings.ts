import { perDevice, sharedByArray, type Encoding } from '../../crossbar/encoding.js';

export const encodingNames = ['per-device', 'shared'] as const;
export type EncodingName = (typeof encodingNames)[number];

/** How inputs become voltages, by name, and whether all columns are then read at once. */
export const encodings: Record<EncodingName, { readonly encoding: Encoding; readonly atOnce: boolean }> = {
  'per-device': { encoding: perDevice, atOnce: false },
  shared: { encoding: sharedByArray, atOnce: true },
};
