import { Command } from 'commander';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import { pseudoTerminal } from '../../drivers/virtual/pseudo-terminal.js';
import { type Rates, VirtualBoard } from '../../drivers/virtual/virtual-board.js';
import { UsageError } from '../core/errors.js';
import { noFaults, readBoardFaults } from '../on-board/board-faults.js';
import { writeWhole } from '../runs/run-directory.js';
import { virtualCells, type VirtualCells } from '../on-board/virtual-cells.js';
import { choice, wholeNumber } from './options.js';

interface Options extends Pick<VirtualCells, 'bank' | 'noise' | 'seed' | 'columns'> {
  devices?: string;
  listen?: string;
  faults?: string;
  rows?: number;
  baud?: number;
  hostBaud?: number;
  reference?: number;
  tally?: string;
}

const HELP = `
The board speaks MBP/1 (drivers/protocols/mbp/README.md) on standard input and output, or with --listen through a pseudo-terminal
that a host opens like any serial port; socat makes it. Its devices fill its columns one after the other, and begin anew
where there are more cells.

Only the pulses with which the devices were measured move them (within 2 %); reads, below 0.5 V, move nothing; all others
are refused, because no data tell what they would do.

SIGUSR2 resets the board as its button would. Faults are YAML or JSON:
  cells: [{ row: 0, column: 2, fault: stuck }]       # or open, short
  cable: { drop: 0.01, corrupt: 0.01 }               # share of writes; also duplicate, truncate, delay, reorder, unplug
  pieces: true                                       # writes arrive in pieces

Examples:
  memloop virtual-board --listen /tmp/board --seed 1
  memloop virtual-board --listen /tmp/board --devices my-devices.json --rows 9 --columns 1 --reference 9990`;

/** For whoever waits for something to happen. */
const IN_TERMINAL =
  'memloop: a virtual board speaks MBP/1 here, on standard input and output; --listen PATH makes a serial port of it\n';

/** `memloop virtual-board`: the far end of a serial line, played by measured devices. */
export function virtualBoardCommand(): Command {
  return new Command('virtual-board')
    .description('Play a memristor board at the far end of a serial line, made of measured devices.')
    .option('--devices <file>', 'a device file, as written by memloop fit (default: the 27 that ship)')
    .option('--listen <path>', 'make a pseudo-terminal here, and go on when a host leaves')
    .option('--faults <file>', 'what is wrong with its cells, and what befalls its cable')
    .addOption(wholeNumber('--rows <n>', 'rows (default: enough for all devices)', 1))
    .addOption(wholeNumber('--columns <n>', 'columns', 1).default(3))
    .addOption(choice('--bank <model>', 'device model', ['cycles', 'mean']).default('cycles'))
    .addOption(
      choice('--noise <where>', 'where their noise acts', ['none', 'write', 'read', 'pulse']).default('read'),
    )
    .addOption(wholeNumber('--seed <n>', 'seed of the devices, their noise and the faults', 0).default(0))
    .addOption(wholeNumber('--baud <n>', 'rate of the board; bytes take their time (default: none)', 1))
    .addOption(wholeNumber('--host-baud <n>', 'rate of the host, if it is another: both mishear', 1))
    .addOption(
      wholeNumber('--reference <ohms>', 'add a row of such resistors below, for TD errors in one read', 1),
    )
    .option('--tally <file>', 'write pulses, conductances and faults here when the board ends')
    .addHelpText('after', HELP)
    .action(play);
}

async function play(options: Options): Promise<void> {
  const { listen, tally } = options;
  const faults = options.faults === undefined ? noFaults : readBoardFaults(options.faults);
  const board = makeBoard(options, faults);
  const end = new AbortController();
  process.once('SIGINT', () => end.abort()).once('SIGTERM', () => end.abort());
  process.on('SIGUSR2', () => board.reset());
  try {
    if (listen === undefined) await serveStandardStreams(board, end.signal);
    else await keepPlugged(board, listen, faults.unpluggedMilliseconds, end.signal);
  } finally {
    board.stop();
  }
  if (tally !== undefined) writeWhole(tally, `${JSON.stringify(board.tally())}\n`);
}

async function serveStandardStreams(board: VirtualBoard, end: AbortSignal): Promise<void> {
  if (process.stdin.isTTY) process.stderr.write(IN_TERMINAL);
  end.addEventListener('abort', () => process.stdin.destroy());
  await board.serve(process.stdin, process.stdout);
  process.stdin.destroy();
}

function makeBoard(options: Options, faults: typeof noFaults): VirtualBoard {
  const { devices: file, columns, bank, noise, seed } = options;
  const rates = ratesOf(options);
  const { devices } = file === undefined ? shippedDevices() : readDeviceFile(file);
  const rows = options.rows ?? Math.ceil(devices.length / columns);
  const cells = virtualCells(devices, { rows, columns, bank, noise, seed, faults: faults.cells });
  const shares = Object.entries(faults.cable).filter(([, share]) => share !== undefined);
  const line = {
    faults: Object.fromEntries(shares),
    delayMs: faults.delayMilliseconds,
    pieces: faults.pieces,
    seed,
    ...(rates && { rates }),
  };
  return new VirtualBoard(cells, `virtual-${seed}`, line, options.reference);
}

function ratesOf({ baud, hostBaud }: Options): Rates | undefined {
  if (baud !== undefined) return { board: baud, host: hostBaud ?? baud };
  if (hostBaud === undefined) return undefined;
  throw new UsageError('--host-baud: got it without --baud: expected the rate of the board too');
}

/** Lays a line to the board, and a new one whenever it is cut, until the program is told to end. */
async function keepPlugged(
  board: VirtualBoard,
  path: string,
  unpluggedMilliseconds: number,
  end: AbortSignal,
): Promise<void> {
  while (!end.aborted) {
    const line = await pseudoTerminal(path);
    process.stderr.write(`memloop: a virtual board is at ${path}\n`);
    const gone = once(line, 'exit');
    const cut = () => line.kill();
    end.addEventListener('abort', cut);
    await board.serve(line.stdout, line.stdin);
    end.removeEventListener('abort', cut);
    cut();
    await gone;
    await sleep(unpluggedMilliseconds, undefined, { signal: end }).catch(() => {});
  }
}
