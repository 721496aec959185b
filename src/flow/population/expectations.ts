import { UsageError } from '../../core/errors.js';
import type { Activation } from '../../networks/activations/activation.js';
import { activations } from '../../networks/activations/activations.js';
import type { Expectation } from './expectation.js';
import { normalExpectation } from './normal-expectation.js';
import {
  normalSpacing,
  quadratureExpectation,
  stripSpacing,
  type Spacing,
} from './quadrature-expectation.js';
import { reluExpectation } from './relu-expectation.js';

/** Activations whose expectations are closed forms, by name. */
const CLOSED: Readonly<Record<string, Expectation>> = {
  relu: reluExpectation,
  erf: normalExpectation(2, -1),
  normal_cdf: normalExpectation(1, 0),
};

/** Smooth activations, which are summed over a plane, by name. */
const SMOOTH: Readonly<Record<string, Spacing>> = {
  identity: stripSpacing(Infinity),
  square: stripSpacing(Infinity),
  sigmoid: stripSpacing(Math.PI),
  softplus: stripSpacing(Math.PI),
  silu: stripSpacing(Math.PI),
  tanh: stripSpacing(Math.PI / 2),
  g: stripSpacing(Math.PI / 4),
  gelu: normalSpacing,
};

/** Names of the activations that can have infinite data. */
export const withExpectation: readonly string[] = [...Object.keys(CLOSED), ...Object.keys(SMOOTH)];

/** The expectations of an activation over Gaussian inputs. @throws UsageError for one that bends at a point and has no closed form */
export function expectationOf(activation: Activation): Expectation {
  const name = activations.entries.find(([, one]) => one === activation)?.[0] ?? '';
  if (Object.hasOwn(CLOSED, name)) return CLOSED[name];
  if (Object.hasOwn(SMOOTH, name)) return quadratureExpectation(activation, SMOOTH[name]);
  throw new UsageError(
    `got infinite data for the activation ${name}: expected one of ${withExpectation.join(', ')}; others need samples`,
  );
}
