import { Command } from 'commander';
import { systemClock } from '../../drivers/ports/clock.js';
import type { SerialLine } from '../../drivers/protocols/board-kind.js';
import { isIdentified } from '../../drivers/ports/port-provenance.js';
import { listPorts, type Port } from '../../drivers/ports/ports.js';
import { allCandidates, candidates, recognise } from '../../drivers/protocols/recognise.js';
import { latencyTimer } from '../../drivers/ports/machine.js';
import { udevRules } from '../../drivers/protocols/udev-rules.js';
import { SerialTransport } from '../../drivers/ports/serial-transport.js';
import { RunError } from '../core/errors.js';
import { terminalWidth } from './text/terminal-width.js';
import { textTable } from './text/text-table.js';

const HELP = `
A result counts as measured on hardware only if the port has a USB identity and a serial number. Pseudo-terminals are
not listed, because boards behind them are emulated.

The column "may be" is a guess from the USB identity, which many products share. With --ask, memloop opens each port that
may be a board, and asks for its identity; this takes up to a minute per port. It sends no pulse, but it resets an
ArC ONE and switches off the output of an instrument.

With --ask and a port, memloop asks only at this port, in every known protocol. Use this for a line without a USB
identity, such as RS-232. Without an answer this takes about 80 s: 4 s for MBP/1, 6 s each for source-measure units and
GPIB bridges, and 30 s each for OpenMENA and ArC ONE.

Where the system tells it (Linux), a line below the table names bridges that hold short answers back.

Examples:
  memloop ports
  memloop ports --udev | sudo tee /etc/udev/rules.d/60-memloop.rules
  memloop ports --ask /dev/ttyS0`;

interface PortsOptions {
  readonly json?: true;
  readonly udev?: true;
  readonly ask?: true | string;
}

/** `memloop ports`: the serial ports to which a board may be connected. */
export function portsCommand(): Command {
  return new Command('ports')
    .option('--ask [port]', 'ask each board for its identity')
    .option('--udev', 'print rules for Linux that open these ports to you, and keep ModemManager away')
    .option('--json', 'print the ports as one line of JSON')
    .addHelpText('after', HELP)
    .action(list);
}

async function list({ json, ask, udev }: PortsOptions): Promise<void> {
  if (udev) return void process.stdout.write(udevRules());
  const ports = typeof ask === 'string' ? [await named(ask)] : (await listPorts()).map(byIdentity);
  const found: FoundPort[] = [];
  for (const { ways, ...port } of ports) {
    const answer = ask && (await askAt(port.path, ways).catch((error: unknown) => skipPort(error, ask)));
    found.push({ ...port, mayBe: ways.map(({ title }) => title), ...(answer || UNASKED) });
  }
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : `${portsTable(found)}${slowPorts(found)}`);
}

interface Asked extends Port {
  readonly ways: ReturnType<typeof candidates>;
}

const byIdentity = (port: Port): Asked => ({ ...port, ways: candidates(port) });

/** The named port, which need not be listed. */
async function named(path: string): Promise<Asked> {
  const unlisted = { path, vendorId: '', productId: '', serialNumber: '', manufacturer: '' };
  const port = (await listPorts()).find((listed) => listed.path === path) ?? unlisted;
  return { ...port, ways: allCandidates() };
}

type Answer = Pick<FoundPort, 'asked' | 'answered'>;

const UNASKED: Answer = { asked: false, answered: null };

/** Skips a listed port that cannot be opened, so that the other ports are still asked. A named port must work. */
function skipPort(error: unknown, ask: true | string): undefined {
  if (ask !== true || !(error instanceof RunError)) throw error;
  process.stderr.write(`memloop: ${error.message}\n`);
}

async function askAt(path: string, ways: Asked['ways']): Promise<Answer> {
  const open = ({ baudRate, parity }: SerialLine) => SerialTransport.open(path, baudRate, parity);
  const remark = (title: string) => void process.stderr.write(`memloop: ${path}: asking for ${title}\n`);
  const answered = (await recognise(ways, open, systemClock, remark)) ?? null;
  return { asked: ways.length > 0, answered };
}

/** A port, and what may be connected to it. */
export interface FoundPort extends Port {
  readonly mayBe: readonly string[];
  /** whether it was asked for its identity */
  readonly asked: boolean;
  /** the identity that it answered */
  readonly answered: string | null;
}

/** Ports whose bridge holds short answers back, a sentence each. */
function slowPorts(ports: readonly FoundPort[]): string {
  const slow = ports.flatMap(({ path }) => {
    const milliseconds = latencyTimer(path);
    return milliseconds === undefined || milliseconds <= 1 ? [] : [{ path, milliseconds }];
  });
  return slow
    .map(
      ({ path, milliseconds }) =>
        `${path} holds short answers back for ${milliseconds} ms (latency timer of its FTDI bridge); the rules of --udev set it to 1 ms.\n`,
    )
    .join('');
}

/** Ports as a table for the terminal. */
export function portsTable(ports: readonly FoundPort[]): string {
  if (ports.length === 0) return 'No serial port found; connect a board and try again.\n';
  const rows = [
    ['port', 'USB id', 'serial number', 'manufacturer', 'identified', 'may be'],
    ...ports.map(row),
  ];
  return textTable(rows, { width: terminalWidth() });
}

function row(port: FoundPort): string[] {
  const { path, vendorId, productId, serialNumber, manufacturer } = port;
  const identity = vendorId === '' ? '–' : `${vendorId}:${productId}`;
  const identified = isIdentified({ kind: 'serial', ...port }) ? 'yes' : 'no';
  return [path, identity, serialNumber || '–', manufacturer || '–', identified, identityOf(port)];
}

function identityOf({ mayBe, asked, answered }: FoundPort): string {
  if (answered !== null) return `is ${answered}`;
  return asked ? 'no answer' : mayBe.join(' or ') || '–';
}
