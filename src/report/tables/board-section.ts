import type { BoardSummary, ConditionSummary, Summary } from '../../runs/summary.js';
import { count } from '../page/caption.js';
import { conditionName, escapeHtml, htmlTable } from '../page/html.js';

const ORIGIN = {
  simulated: 'simulated: the devices exist only in software',
  emulated: 'emulated: nothing proves that hardware answers at the far end of the cable',
  hardware: 'hardware: a board with a USB identity, a serial number and a calibration record',
} as const;

const SUMS = {
  'in-memory':
    'in-memory: the array adds the currents of its devices; the computer adds the share of emulated devices',
  'host-sum': 'host-sum: the computer adds up single reads',
} as const;

type OnBoard = ConditionSummary & { board: BoardSummary };

/** The section on boards as HTML: which board, how far to trust its numbers, and where the time went. Empty if no condition used a board. */
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
  ['reset at the start', ({ board }) => starts(board)],
  ['uncertain pulses', ({ board }) => uncertain(board)],
  ['TD errors read', ({ board }) => tdReads(board)],
  [
    '|measured − expected|',
    ({ board: { td } }) =>
      td.count > 0 ? `${td.rms.toFixed(4)} r.m.s., maximum ${td.largest.toFixed(4)}` : '–',
  ],
  ['waiting for the link', ({ board }) => milliseconds(board.time.link)],
  ['waiting for devices', ({ board }) => milliseconds(board.time.settle)],
  [
    'host computer',
    ({ board: { time } }) => `${milliseconds(time.host)}, median ${milliseconds(time.hostMedian)}`,
  ],
];

function starts({ started }: BoardSummary): string {
  const names = [...new Set(started.map(({ name }) => name))];
  const mean = started.reduce((sum, { pulses }) => sum + pulses, 0) / started.length;
  const worst = Math.max(...started.map(({ weight }) => weight));
  return `${names.join(', ')}: ${mean.toFixed(0)} RESET pulses per device on average; maximum weight afterwards ${worst.toFixed(3)}`;
}

function uncertain({ uncertainPulses }: BoardSummary): string {
  return uncertainPulses === 0
    ? 'none'
    : `${uncertainPulses} (delivery not confirmed; excluded from the totals)`;
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
      'The time for devices is the requested settling time plus the pulse periods, if the board took that long. For a board that answers sooner it is 0.',
    )
    .join(' ');
}
