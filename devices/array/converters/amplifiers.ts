import type { DrivenLines } from '../../noise/driven-lines.js';

/** Conductance of the reference resistor that shares the amplifier's input, siemens (9.99 kΩ, circuit of the TD error). */
const REFERENCE_SIEMENS = 1 / 9990;

/**
 * The amplifiers of an array. An input resistance R lies in parallel with everything at the input, so that a current loses the
 * factor 1 / (1 + R Σ G). Σ G is the reference resistor and the devices of driven lines: others are not connected.
 */
export class Amplifiers {
  /** @param conductance of all devices, as they are @param ohms input resistance */
  constructor(
    private readonly conductance: Float64Array,
    private readonly ohms: number,
  ) {}

  /** Takes from each sum of a product, amperes, what the input resistance costs. */
  load({ first, stride, count }: DrivenLines, amperes: Float64Array): void {
    const { ohms, conductance } = this;
    if (ohms === 0) return;
    for (let c = 0; c < amperes.length; c++) {
      let siemens = 0.0;
      for (let k = 0; k < count; k++) siemens += conductance[first[k] + c * stride];
      amperes[c] /= 1 + ohms * (siemens + REFERENCE_SIEMENS);
    }
  }

  /** The same for currents of single devices with the conductances that are given. */
  loadSingle(amperes: Float64Array, siemens: Float64Array, count: number): void {
    const { ohms } = this;
    if (ohms === 0) return;
    for (let i = 0; i < count; i++) amperes[i] /= 1 + ohms * (siemens[i] + REFERENCE_SIEMENS);
  }
}
