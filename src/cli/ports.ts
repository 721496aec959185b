import { Command } from 'commander';
import { isIdentified } from '../../drivers/port-provenance.js';
import { systemClock } from '../../drivers/clock.js';
import type { SerialLine } from '../../drivers/instruments.js';
import { listPorts, type Port } from '../../drivers/ports.js';
import { candidates, everyone, recognise } from '../../drivers/recognise.js';
import { SerialTransport } from '../../drivers/serial-transport.js';
import { RunError } from '../core/errors.js';
import { textTable } from './text-table.js';

const HELP = `
A result counts as measured on hardware only over a port with a USB identity and a serial number. Pseudo-terminals are not
listed: what is behind them is emulated.

"may be" goes by the USB identity alone, which many things share. --ask opens each port that may be a board, asks who is
there, and waits up to a minute for it; it pulses nothing, but it resets an ArC ONE and switches an instrument's output off.
--ask with a port asks at that port alone, in every way that there is: for a line without USB identity, such as RS-232.

Examples:
  memloop ports
  memloop ports --ask /dev/ttyS0`;

/** `memloop ports`: where a board may be plugged in. */
export function portsCommand(): Command {
  return new Command('ports')
    .description('List the serial ports of this machine, with the USB identity of what is plugged in.')
    .option('--ask [port]', 'ask whoever may be there who it is')
    .option('--json', 'print the ports as one line of JSON')
    .addHelpText('after', HELP)
    .action(list);
}

/** A port and whoever is there. */
interface Found extends Port {
  readonly mayBe: readonly string[];
  /** what it answered; null where nobody did, or was asked */
  readonly answered: string | null;
}

async function list({ json, ask }: { json?: true; ask?: true | string }): Promise<void> {
  const ports = typeof ask === 'string' ? [await named(ask)] : (await listPorts()).map(byIdentity);
  const found: Found[] = [];
  for (const { ways, ...port } of ports) {
    const answered = ask && (await whoIsAt(port.path, ways).catch((error: unknown) => passOver(error, ask)));
    found.push({ ...port, mayBe: ways.map(({ title }) => title), answered: answered ?? null });
  }
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : listing(found));
}

interface Asked extends Port {
  readonly ways: ReturnType<typeof candidates>;
}

const byIdentity = (port: Port): Asked => ({ ...port, ways: candidates(port) });

/** A port that may be none of those that are listed. */
async function named(path: string): Promise<Asked> {
  const unlisted = { path, vendorId: '', productId: '', serialNumber: '', manufacturer: '' };
  const port = (await listPorts()).find((listed) => listed.path === path) ?? unlisted;
  return { ...port, ways: everyone() };
}

/** A port that was named must be there; of all others one that is in use keeps nobody from asking the rest. */
function passOver(error: unknown, ask: true | string): undefined {
  if (ask !== true || !(error instanceof RunError)) throw error;
  process.stderr.write(`memloop: ${error.message}\n`);
}

function whoIsAt(path: string, ways: Asked['ways']): Promise<string | undefined> {
  const open = ({ baudRate, parity }: SerialLine) => SerialTransport.open(path, baudRate, parity);
  return recognise(ways, open, systemClock);
}

function listing(ports: readonly Found[]): string {
  if (ports.length === 0) return 'No serial port found: expected a board to be plugged in.\n';
  return textTable([
    ['port', 'USB id', 'serial number', 'manufacturer', 'identified', 'may be'],
    ...ports.map(row),
  ]);
}

function row(port: Found): string[] {
  const { path, vendorId, productId, serialNumber, manufacturer, mayBe, answered } = port;
  const identity = vendorId === '' ? '–' : `${vendorId}:${productId}`;
  const identified = isIdentified({ kind: 'serial', ...port }) ? 'yes' : 'no';
  const who = answered === null ? mayBe.join(' or ') || '–' : `it is ${answered}`;
  return [path, identity, serialNumber || '–', manufacturer || '–', identified, who];
}
