import { Command } from 'commander';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { farEnds } from '../../drivers/virtual/far-ends.js';
import { pseudoTerminal } from '../../drivers/virtual/pseudo-terminal.js';
import type { VirtualBoard } from '../../drivers/virtual/virtual-board.js';
import { noFaults, readBoardFaults } from '../on-board/board-faults.js';
import { servedBanks, servedBoard, type ServedBoard } from '../on-board/served-board.js';
import { writeWhole } from '../runs/write-whole.js';
import { choice, quantity, wholeNumber } from './options.js';
import { devicesOption } from './run-options.js';

interface VirtualBoardOptions extends ServedBoard {
  listen?: string;
  faults?: string;
  tally?: string;
}

const HELP = `
The board speaks MBP/1 (drivers/protocols/mbp/README.md), or the protocol of another one with --as, on standard input and
output. With --listen it uses a pseudo-terminal, which a host opens like a serial port; this needs socat. The devices fill
the columns one after the other. If there are more cells than devices, the devices are used again.

A pulse changes a device only if it has the voltage and width of the measurement (within 2 %). A read below 0.5 V
changes nothing; long readings at higher voltages count as pulses. There are no data on the effect of other pulses: a board
with MBP/1 refuses them, and on others they change nothing, and count as unknown in the tally. What each of the other boards
answers is in docs/guides/instruments.md.

With --bank jart the cells are those of the physical model JART VCM v1b: pulses may have any voltage and width, and readings
move the cells as the model says. --noise then says nothing; the amplifier has its noise.

SIGUSR2 resets the board, like its reset button or its power switch. The file of --faults is YAML or JSON:
  cells: [{ row: 0, column: 2, fault: stuck }]       # or open, short
  cable: { drop: 0.01, corrupt: 0.01 }               # shares of writes; also duplicate, truncate, delay, reorder, unplug
  pieces: true                                       # each write arrives in several pieces

Examples:
  memloop virtual-board --listen /tmp/board --seed 1
  memloop virtual-board --listen /tmp/board --devices my-devices.json --rows 9 --columns 1 --reference 9990
  memloop virtual-board --listen /tmp/meter --as keithley-2400`;

/** Printed if standard input is a terminal, where a person may wait for a prompt. */
const inTerminal = (meaning: string) =>
  `memloop: ${meaning}, virtual, is on standard input and output; use --listen PATH for a serial port\n`;

/** `memloop virtual-board`: a simulated board with measured devices at the end of a serial line. */
export function virtualBoardCommand(): Command {
  return new Command('virtual-board')
    .addOption(choice('--as <board>', 'what it is', Object.keys(farEnds)).default('mbp'))
    .addOption(devicesOption())
    .option(
      '--listen <path>',
      'create a pseudo-terminal at this path, and keep serving when a host disconnects',
    )
    .option('--faults <file>', 'file with faults of the cells and of the cable')
    .addOption(wholeNumber('--rows <n>', 'number of rows (default: enough for all devices)', 1))
    .addOption(wholeNumber('--columns <n>', 'number of columns (default: 3)', 1))
    .addOption(choice('--bank <model>', 'device model', servedBanks).default('cycles'))
    .addOption(
      choice('--noise <kind>', 'kind of noise of the devices', ['none', 'write', 'read', 'pulse']).default(
        'read',
      ),
    )
    .addOption(wholeNumber('--seed <n>', 'seed of the devices, their noise and the faults', 0).default(0))
    .addOption(wholeNumber('--baud <n>', 'speed of the board; bytes then take time (default: no limit)', 1))
    .addOption(
      wholeNumber(
        '--host-baud <n>',
        'speed of the host; if it differs from --baud, both receive garbled bytes',
        1,
      ),
    )
    .addOption(
      wholeNumber(
        '--reference <ohms>',
        'add a row of resistors below the devices, to read TD errors in one read',
        1,
      ),
    )
    .addOption(
      quantity('--amps-per-count <A>', 'current per ADC count of an OpenMENA (default: 2e-8)', -1e-3, 1e-3),
    )
    .option('--tally <file>', 'file for pulses, conductances and faults, written when the board stops')
    .addHelpText('after', HELP)
    .action(play);
}

async function play(options: VirtualBoardOptions): Promise<void> {
  const { as, listen, tally } = options;
  const { meaning } = farEnds[as];
  const faults = options.faults === undefined ? noFaults : readBoardFaults(options.faults);
  const board = servedBoard(options, faults);
  const end = new AbortController();
  process.once('SIGINT', () => end.abort()).once('SIGTERM', () => end.abort());
  process.on('SIGUSR2', () => board.reset());
  try {
    if (listen === undefined) await serveStandardStreams(board, meaning, end.signal);
    else await serveOverLines(board, listen, faults.unpluggedMilliseconds, end.signal);
  } finally {
    board.stop();
  }
  if (tally !== undefined) writeWhole(tally, `${JSON.stringify(board.tally())}\n`);
}

async function serveStandardStreams(board: VirtualBoard, meaning: string, end: AbortSignal): Promise<void> {
  if (process.stdin.isTTY) process.stderr.write(inTerminal(meaning));
  end.addEventListener('abort', () => process.stdin.destroy());
  await board.serve(process.stdin, process.stdout);
  process.stdin.destroy();
}

/** Connects a pseudo-terminal to the board, and a new one whenever the line is cut, until the program is stopped. */
async function serveOverLines(
  board: VirtualBoard,
  path: string,
  unpluggedMilliseconds: number,
  end: AbortSignal,
): Promise<void> {
  while (!end.aborted) {
    const line = await pseudoTerminal(path);
    process.stderr.write(`memloop: a virtual board is at ${path}\n`);
    const exited = once(line, 'exit');
    const cut = () => line.kill();
    end.addEventListener('abort', cut);
    await board.serve(line.stdout, line.stdin);
    end.removeEventListener('abort', cut);
    cut();
    await exited;
    await sleep(unpluggedMilliseconds, undefined, { signal: end }).catch(() => {});
  }
}
