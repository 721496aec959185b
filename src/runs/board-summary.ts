import type { BoardRecord } from './board-record.js';
import type { BoardSummary } from './summary.js';

/** Reads that a summary keeps one by one. */
const MOST_KEPT = 5000;

/** What one condition's runs on a board came to, together; nothing where none was on one. */
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
    td: together(records.map(({ td }) => td)),
    time: {
      steps,
      link: perStep('link'),
      settle: perStep('settle'),
      host: perStep('host'),
      hostMedian: median(records.map(({ time }) => time.hostMedian)),
    },
  };
}

/** Hardware only where every run was on hardware; in memory only where every run summed there. */
export function weakest(records: readonly BoardRecord[]): Pick<BoardRecord, 'provenance' | 'product'> {
  return {
    provenance: records.every(({ provenance }) => provenance === 'hardware') ? 'hardware' : 'emulated',
    product: records.every(({ product }) => product === 'in-memory') ? 'in-memory' : 'host-sum',
  };
}

function together(reads: readonly BoardRecord['td'][]): BoardRecord['td'] {
  const count = sum(reads.map((each) => each.count));
  const most = Math.max(...reads.map(({ over }) => over.length));
  return {
    count,
    rms: count > 0 ? Math.sqrt(sum(reads.map((each) => each.count * each.rms ** 2)) / count) : 0,
    largest: Math.max(...reads.map(({ largest }) => largest)),
    over: Array.from({ length: most }, (_, k) => sum(reads.map(({ over }) => over[k] ?? 0))),
    expected: reads.flatMap(({ expected }) => expected).slice(0, MOST_KEPT),
    measured: reads.flatMap(({ measured }) => measured).slice(0, MOST_KEPT),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return Float64Array.from(values).sort()[Math.floor(values.length / 2)];
}
