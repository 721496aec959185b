import type { Polarity } from '../../../devices/vcm/response-curve.js';
import type { MeasureOrder, MeasureStep, ReadingRecord } from './measurement-kind.js';

/** A branch with a reading at its start and after each of its pulses, as a characterisation has it. @returns its first and its last conductance */
export function* recordedBranch(
  order: MeasureOrder,
  cycle: number,
  polarity: Polarity,
  pulses: number,
): Generator<MeasureStep, [first: number, last: number], ReadingRecord> {
  const { read } = order;
  const first = yield { read, row: { cycle, polarity, pulse: 0 } };
  let last = first;
  for (let pulse = 1; pulse <= pulses; pulse++)
    last = yield { train: { ...order[polarity], count: 1 }, read, row: { cycle, polarity, pulse } };
  return [first.siemens, last.siemens];
}
