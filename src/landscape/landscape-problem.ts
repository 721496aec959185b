import type { Objective } from '../core/maths/objective.js';
import type { Network } from '../networks/network.js';

/** A loss over the parameters of a network. */
export interface NetworkObjective {
  readonly network: Network;
  readonly objective: Objective;
}

/** A landscape, and the same for a network with one hidden neuron less, whose points split into saddles of this one. */
export interface LandscapeProblem extends NetworkObjective {
  readonly narrow?: NetworkObjective;
}
