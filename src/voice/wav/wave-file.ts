// Node takes the package's CommonJS entry, which has a default export; its other entry has none.
// oxlint-disable-next-line import/default
import wavefile from 'wavefile';

/** A wav file in memory, as the package has it. */
export type WaveFile = wavefile.WaveFile;
export const { WaveFile } = wavefile;
