import { Kinds } from '../../core/kinds.js';
import { descentKinds } from './descent-kinds.js';
import { flowKinds } from './flow-kinds.js';
import type { FlowMethod } from './method.js';

/** Ways down a loss, by name. */
export const methods = new Kinds<FlowMethod>('method', { ...flowKinds, ...descentKinds });

/** What the clock of a method counts. */
export type ClockName = FlowMethod['clock'];
