import { Command } from 'commander';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import { pseudoTerminal } from '../../drivers/virtual/pseudo-terminal.js';
import { JART_RANGE, type JartCells } from '../../drivers/virtual/jart-cells.js';
import { type Rates, VirtualBoard } from '../../drivers/virtual/virtual-board.js';
import { UsageError } from '../core/errors.js';
import { noFaults, readBoardFaults } from '../on-board/board-faults.js';
import { writeWhole } from '../runs/run-directory.js';
import { jartCells, virtualCells, type VirtualCells } from '../on-board/virtual-cells.js';
import { choice, wholeNumber } from './options.js';
import { devicesOption } from './run-options.js';

interface VirtualBoardOptions extends Pick<VirtualCells, 'noise' | 'seed' | 'columns'> {
  bank: VirtualCells['bank'] | 'jart';
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
The board speaks MBP/1 (drivers/protocols/mbp/README.md) on standard input and output. With --listen it uses a
pseudo-terminal, which a host opens like a serial port; this needs socat. The devices fill the columns one after the
other. If there are more cells than devices, the devices are used again.

A pulse changes a device only if it has the voltage and width of the measurement (within 2 %). A read below 0.5 V
changes nothing; long readings at higher voltages count as pulses. The board refuses all other pulses, because there are no
data on their effect.

With --bank jart the cells are those of the physical model JART VCM v1b: pulses may have any voltage and width, and readings
move the cells as the model says. --noise then says nothing; the amplifier has its noise.

SIGUSR2 resets the board, like its reset button. The file of --faults is YAML or JSON:
  cells: [{ row: 0, column: 2, fault: stuck }]       # or open, short
  cable: { drop: 0.01, corrupt: 0.01 }               # shares of writes; also duplicate, truncate, delay, reorder, unplug
  pieces: true                                       # each write arrives in several pieces

Examples:
  memloop virtual-board --listen /tmp/board --seed 1
  memloop virtual-board --listen /tmp/board --devices my-devices.json --rows 9 --columns 1 --reference 9990`;

/** Printed if standard input is a terminal, where a person may wait for a prompt. */
const IN_TERMINAL =
  'memloop: a virtual board speaks MBP/1 on standard input and output; use --listen PATH for a serial port\n';

/** `memloop virtual-board`: a simulated board with measured devices at the end of a serial line. */
export function virtualBoardCommand(): Command {
  return new Command('virtual-board')
    .addOption(devicesOption())
    .option(
      '--listen <path>',
      'create a pseudo-terminal at this path, and keep serving when a host disconnects',
    )
    .option('--faults <file>', 'file with faults of the cells and of the cable')
    .addOption(wholeNumber('--rows <n>', 'number of rows (default: enough for all devices)', 1))
    .addOption(wholeNumber('--columns <n>', 'number of columns', 1).default(3))
    .addOption(choice('--bank <model>', 'device model', ['cycles', 'mean', 'jart']).default('cycles'))
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
    .option('--tally <file>', 'file for pulses, conductances and faults, written when the board stops')
    .addHelpText('after', HELP)
    .action(play);
}

async function play(options: VirtualBoardOptions): Promise<void> {
  const { listen, tally } = options;
  const faults = options.faults === undefined ? noFaults : readBoardFaults(options.faults);
  const board = makeBoard(options, faults);
  const end = new AbortController();
  process.once('SIGINT', () => end.abort()).once('SIGTERM', () => end.abort());
  process.on('SIGUSR2', () => board.reset());
  try {
    if (listen === undefined) await serveStandardStreams(board, end.signal);
    else await serveOverLines(board, listen, faults.unpluggedMilliseconds, end.signal);
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

function makeBoard(options: VirtualBoardOptions, faults: typeof noFaults): VirtualBoard {
  const { devices: file, columns, bank, noise, seed } = options;
  const rates = ratesOf(options);
  const { devices } = file === undefined ? shippedDevices() : readDeviceFile(file);
  const rows = options.rows ?? Math.ceil(devices.length / columns);
  const cells = isPhysical(bank)
    ? physicalCells(options, rows, faults)
    : virtualCells(devices, { rows, columns, bank, noise, seed, faults: faults.cells });
  const shares = Object.entries(faults.cable).filter(([, share]) => share !== undefined);
  const line = {
    faults: Object.fromEntries(shares),
    delayMs: faults.delayMilliseconds,
    pieces: faults.pieces,
    seed,
    ...(rates && { rates }),
  };
  return new VirtualBoard(
    cells,
    `virtual-${seed}`,
    line,
    options.reference,
    isPhysical(bank) ? JART_RANGE : {},
  );
}

/** Banks of a physical model, which need no measured device. */
const PHYSICAL: ReadonlySet<string> = new Set(['jart']);

function isPhysical(bank: VirtualBoardOptions['bank']): bank is 'jart' {
  return PHYSICAL.has(bank);
}

/** @throws UsageError for what only measured devices have */
function physicalCells(
  { devices, columns, seed }: VirtualBoardOptions,
  rows: number,
  { cells }: typeof noFaults,
): JartCells {
  if (devices !== undefined)
    throw new UsageError('--bank jart cannot be combined with --devices: its cells are all alike');
  if (cells.length > 0)
    throw new UsageError('--bank jart: got faults of cells in --faults: expected those of the cable only');
  return jartCells(rows, columns, seed);
}

function ratesOf({ baud, hostBaud }: VirtualBoardOptions): Rates | undefined {
  if (baud !== undefined) return { board: baud, host: hostBaud ?? baud };
  if (hostBaud === undefined) return undefined;
  throw new UsageError('--host-baud requires --baud, the speed of the board');
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
