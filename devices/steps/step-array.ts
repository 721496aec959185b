/** A standard normal number; always zero for the nominal device. */
export type Deviate = () => number;

/** The nominal device: nothing deviates. */
export const nominal: Deviate = () => 0;

/** What all pulsed step devices are described by, in their own unit of weight, which is not the learner's. */
export interface StepParameters {
  /** mean step of one pulse (dw_min) */
  readonly step: number;
  /** by how much SET steps are larger than RESET steps, as a share of the mean step (up_down) */
  readonly upDown: number;
  readonly lowest: number;
  readonly highest: number;
  /** standard deviation of one pulse, in steps of the device (dw_min_std) */
  readonly pulseNoise: number;
  /** standard deviation of what a write leaves to be read, in mean steps (write_noise_std) */
  readonly writeNoise: number;
  /** from device to device: relative, but for `upDown` */
  readonly spread: StepSpread;
}

interface StepSpread {
  readonly step: number;
  /** whether steps are spread log-normally */
  readonly logNormal?: boolean;
  readonly upDown: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Pulsed step devices as columns, each drawn from its population as aihwkit does (rpu_pulsed_device.cpp, populate):
 * bounds w (1 + σ ξ), steps (g + β ± r) dw with g = 1 + σ ξ or e^(σ ξ). The share β is taken from one side only:
 * from RESET where upDown > 0, else from SET. What comes out with a wrong sign is turned round.
 */
export class StepArray {
  /** where each device is, between its bounds; at first at its lower one */
  readonly state: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** step at weight zero, signed: SET at 2 d, RESET at 2 d + 1 */
  readonly step: Float64Array;

  constructor(
    readonly parameters: StepParameters,
    readonly size: number,
    deviate: Deviate,
  ) {
    this.lowest = new Float64Array(size);
    this.highest = new Float64Array(size);
    this.step = new Float64Array(2 * size);
    for (let d = 0; d < size; d++) this.draw(d, deviate);
    this.state = this.lowest.slice();
  }

  private draw(d: number, deviate: Deviate): void {
    const { step, upDown, lowest, highest, spread } = this.parameters;
    const top = highest * (1 + spread.highest * deviate());
    const bottom = lowest * (1 + spread.lowest * deviate());
    const deviation = spread.step * deviate();
    const gain = spread.logNormal ? Math.exp(deviation) : 1 + deviation;
    const tilt = spread.upDown * deviate();
    this.highest[d] = Math.abs(Math.max(top, bottom));
    this.lowest[d] = 0 - Math.abs(Math.min(top, bottom));
    this.step[2 * d] = Math.abs(gain + Math.min(upDown, 0) + tilt) * step;
    this.step[2 * d + 1] = -Math.abs(gain - Math.max(upDown, 0) - tilt) * step;
  }
}
