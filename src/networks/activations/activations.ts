import { Kinds } from '../../core/kinds.js';
import { coarseActivations } from '../quantised/coarse-activation.js';
import type { Activation } from './activation.js';
import { erf } from './erf.js';
import { g } from './g.js';
import { gelu } from './gelu.js';
import { identity } from './identity.js';
import { leakyRelu } from './leaky-relu.js';
import { normalCdf } from './normal-cdf.js';
import { relu } from './relu.js';
import { selu } from './selu.js';
import { sigmoid } from './sigmoid.js';
import { silu } from './silu.js';
import { softplus } from './softplus.js';
import { square } from './square.js';
import { tanh } from './tanh.js';

/** What a layer of a network may apply, by name. */
export const activations = new Kinds<Activation>('activation', {
  identity,
  relu,
  leaky_relu: leakyRelu,
  sigmoid,
  tanh,
  softplus,
  g,
  gelu,
  silu,
  selu,
  erf,
  normal_cdf: normalCdf,
  square,
  ...coarseActivations,
});
