// A task of the bench: makes a synthetic device and assesses it.
import { assess } from './assess.mjs';
import { kinds } from './kinds.mjs';

export default ({ kind, seed }) => assess(kinds.find(({ name }) => name === kind).make(seed));
