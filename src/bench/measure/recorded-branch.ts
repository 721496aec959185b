import type { Polarity } from '../../../devices/vcm/response-curve.js';
import type { MeasureOrder, MeasureStep, ReadingRecord } from './measurement-kind.js';

/** A branch with a reading at its start and after each of its pulses, as a characterisation has it. @returns its conductances */
export function* recordedBranch(
  order: MeasureOrder,
  cycle: number,
  polarity: Polarity,
  pulses: number,
): Generator<MeasureStep, number[], ReadingRecord> {
  const { read } = order;
  const { siemens } = yield { read, row: { cycle, polarity, pulse: 0 } };
  const found = [siemens];
  for (let pulse = 1; pulse <= pulses; pulse++) {
    const next = yield { train: { ...order[polarity], count: 1 }, read, row: { cycle, polarity, pulse } };
    found.push(next.siemens);
  }
  return found;
}
