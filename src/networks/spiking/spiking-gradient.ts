import type { SequenceLoss } from './sequence-loss.js';
import type { SpikeTrains } from './spike-trains.js';
import type { SpikingNetwork } from './spiking-network.js';
import { SpikingPass } from './spiking-pass.js';
import type { Surrogate } from './surrogates/surrogate.js';
import { surrogates } from './surrogates/surrogates.js';

/** What spikes cost beyond a wanted number of them: each step costs strength × max(0, mean − level)². */
export interface ActivityPenalty {
  /** wanted spikes per neuron and step, at most */
  readonly level: number;
  readonly strength: number;
}

/** How a gradient is taken. */
export interface SpikingGradientSettings {
  /** what stands for the slope of a spike; default: 'fast-sigmoid' */
  readonly surrogate?: Surrogate;
  /** default: none */
  readonly activity?: ActivityPenalty;
}

/**
 * The loss of a spiking network over sequences, with its gradient through time. The slope of a spike s in its membrane v is a surrogate.
 * All else is exact, the path of the reset included:
 *
 *     ∂L/∂s[t] = (slopes from above) + R ∂L/∂v[t+1] − leak · v[t] · ∂L/∂v[t+1]
 *     ∂L/∂v[t] = surrogate(v[t]) ∂L/∂s[t] + leak · (1 − s[t]) ∂L/∂v[t+1]
 *
 * (Neftci, Mostafa and Zenke, IEEE Signal Processing Magazine 36(6), 2019.)
 */
export class SpikingGradient {
  /** the forward pass of the last sequence, with its outputs and spikes */
  readonly pass: SpikingPass;
  private readonly surrogate: Surrogate;
  private readonly activity: ActivityPenalty;

  constructor(
    readonly network: SpikingNetwork,
    private readonly loss: SequenceLoss,
    {
      surrogate = surrogates.get('fast-sigmoid'),
      activity = { level: 1, strength: 0 },
    }: SpikingGradientSettings = {},
  ) {
    this.pass = new SpikingPass(network);
    this.surrogate = surrogate;
    this.activity = activity;
  }

  /** The loss of steps `from` to `to` − 1 of the trains, which start from rest: summed over steps, with the penalty. */
  value(parameters: Float64Array, trains: SpikeTrains, from = 0, to = trains.steps): number {
    const { pass } = this;
    pass.forward(parameters, trains, from, to);
    const excess = this.excess(to - from);
    const cost = this.activity.strength * excess * excess * (to - from);
    return this.loss(pass.outputs, pass.output.slopes, from, to) + cost;
  }

  /** Adds the gradient of a sequence to a column of network.size numbers. @returns the loss, as `value` does */
  add(
    parameters: Float64Array,
    gradient: Float64Array,
    trains: SpikeTrains,
    from = 0,
    to = trains.steps,
  ): number {
    const value = this.value(parameters, trains, from, to);
    const { layers, output, neurons } = this.pass;
    const steps = to - from;
    const slope = (2 * this.activity.strength * this.excess(steps)) / neurons;
    for (const [l, layer] of layers.entries())
      layer.slopes.fill(slope, 0, steps * this.network.layers[l].width);
    const top = layers[layers.length - 1];
    output.backward(parameters, gradient, top, top.slopes);
    for (let l = layers.length - 1; l >= 0; l--) {
      const below = l > 0 ? layers[l - 1] : undefined;
      layers[l].backward(
        parameters,
        gradient,
        this.surrogate,
        below ?? trains,
        below ? 0 : from,
        below?.slopes,
      );
    }
    return value;
  }

  /** How far the mean number of spikes per neuron and step is above the wanted level. */
  private excess(steps: number): number {
    return Math.max(0, this.pass.spikes / (this.pass.neurons * steps) - this.activity.level);
  }
}
