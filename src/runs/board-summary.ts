import type { BoardRecord } from './board-record.js';
import type { BoardSummary } from './summary.js';

/** Largest number of reads that a summary keeps one by one. */
const MAXIMUM_KEPT = 5000;

/** The records of one condition combined; undefined if none of its runs was on a board. */
export function boardSummary(records: readonly BoardRecord[]): BoardSummary | undefined {
  if (records.length === 0) return undefined;
  const [{ board }] = records;
  const steps = sum(records.map(({ time }) => time.steps));
  const perStep = (part: 'link' | 'settle' | 'host') =>
    steps > 0 ? sum(records.map(({ time }) => time.steps * time[part])) / steps : 0;
  return {
    ...board,
    started: records.flatMap(({ started }) => started),
    uncertainPulses: sum(records.map(({ uncertainPulses }) => uncertainPulses)),
    td: combined(records.map(({ td }) => td)),
    time: {
      steps,
      link: perStep('link'),
      settle: perStep('settle'),
      host: perStep('host'),
      hostMedian: median(records.map(({ time }) => time.hostMedian)),
    },
  };
}

/** The weakest claim that holds for all runs: hardware, or products in memory, only if every run had them. */
export function weakest(records: readonly BoardRecord[]): Pick<BoardRecord, 'provenance' | 'product'> {
  return {
    provenance: records.every(({ provenance }) => provenance === 'hardware') ? 'hardware' : 'emulated',
    product: records.every(({ product }) => product === 'in-memory') ? 'in-memory' : 'host-sum',
  };
}

function combined(reads: readonly BoardRecord['td'][]): BoardRecord['td'] {
  const count = sum(reads.map((each) => each.count));
  const devices = Math.max(...reads.map(({ over }) => over.length));
  return {
    count,
    rms: count > 0 ? Math.sqrt(sum(reads.map((each) => each.count * each.rms ** 2)) / count) : 0,
    largest: Math.max(...reads.map(({ largest }) => largest)),
    over: Array.from({ length: devices }, (_, k) => sum(reads.map(({ over }) => over[k] ?? 0))),
    expected: reads.flatMap(({ expected }) => expected).slice(0, MAXIMUM_KEPT),
    measured: reads.flatMap(({ measured }) => measured).slice(0, MAXIMUM_KEPT),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return Float64Array.from(values).sort()[Math.floor(values.length / 2)];
}
