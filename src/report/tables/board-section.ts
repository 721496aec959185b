import type { BoardSummary, ConditionSummary, Summary } from '../../runs/summary.js';
import { count } from '../page/caption.js';
import { conditionName, escapeHtml, htmlTable } from '../page/html.js';

const ORIGIN = {
  simulated: 'simulated: its devices are arithmetic',
  emulated: 'emulated: the far end of the cable did not prove itself to be silicon',
  hardware: 'hardware: a board with a USB identity, a serial number and a calibration record',
} as const;

const SUMS = {
  'in-memory':
    'in-memory: the array adds the currents of its devices, the host what emulated devices would add',
  'host-sum': 'host-sum: the host adds single reads',
} as const;

type OnBoard = ConditionSummary & { board: BoardSummary };

/** What was on a board, what that is worth, and where its time went, as HTML; nothing where no condition was on one. */
export function boardSection({ conditions }: Summary): string {
  const onBoard = conditions.filter((condition): condition is OnBoard => condition.board !== undefined);
  if (onBoard.length === 0) return '';
  const table = htmlTable(
    'The board, and the mean time of a learning step.',
    ['', ...onBoard.map(({ name }) => conditionName(name))],
    LINES.map(([heading, cell]) => [heading, ...onBoard.map((condition) => escapeHtml(cell(condition)))]),
  );
  return `<h2>Board</h2>\n${table}\n<p class="quiet">${meaning(conditions)}</p>\n`;
}

const LINES: [heading: string, cell: (condition: OnBoard) => string][] = [
  ['provenance', ({ provenance }) => provenance ?? '–'],
  ['sums', ({ product }) => product ?? '–'],
  ['board', ({ board }) => `${board.model}, serial ${board.serial}, firmware ${board.firmware}`],
  ['port', ({ board }) => board.port],
  ['brought to their start', ({ board }) => starts(board)],
  ['uncertain pulses', ({ board }) => uncertain(board)],
  ['TD errors read', ({ board }) => tdReads(board)],
  [
    '|measured − expected|',
    ({ board: { td } }) =>
      td.count > 0 ? `${td.rms.toFixed(4)} r.m.s., at most ${td.largest.toFixed(4)}` : '–',
  ],
  ['waiting for the link', ({ board }) => milliseconds(board.time.link)],
  ['waiting for devices', ({ board }) => milliseconds(board.time.settle)],
  ['host', ({ board: { time } }) => `${milliseconds(time.host)}, median ${milliseconds(time.hostMedian)}`],
];

function starts({ started }: BoardSummary): string {
  const names = [...new Set(started.map(({ name }) => name))];
  const mean = started.reduce((sum, { pulses }) => sum + pulses, 0) / started.length;
  const worst = Math.max(...started.map(({ weight }) => weight));
  return `${names.join(', ')}: ${mean.toFixed(0)} RESET pulses each on average, weights then at most ${worst.toFixed(3)}`;
}

function uncertain({ uncertainPulses }: BoardSummary): string {
  return uncertainPulses === 0
    ? 'none'
    : `${uncertainPulses}: nobody knows whether they were given, and they count nowhere else`;
}

function tdReads({ td }: BoardSummary): string {
  const by = td.over.map((reads, k) => reads > 0 && `${reads} over ${count(k + 1, 'device')}`);
  return [td.count, ...by.filter(Boolean)].join(', ');
}

function milliseconds(time: number): string {
  return `${time.toFixed(3)} ms`;
}

function meaning(conditions: readonly ConditionSummary[]): string {
  const origins = new Set(conditions.map(({ provenance }) => provenance ?? 'simulated'));
  const sums = new Set(conditions.flatMap(({ board, product }) => (board && product ? [product] : [])));
  return [...[...origins].map((origin) => ORIGIN[origin]), ...[...sums].map((sum) => SUMS[sum])]
    .map((clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`)
    .concat(
      'Time for devices is what was asked for, settling and pulse periods, where the board took it; a board that answers sooner has none.',
    )
    .join(' ');
}
