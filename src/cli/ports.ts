import { Command } from 'commander';
import { systemClock } from '../../drivers/ports/clock.js';
import type { SerialLine } from '../../drivers/protocols/instruments.js';
import { listPorts, type Port } from '../../drivers/ports/ports.js';
import { allCandidates, candidates, recognise } from '../../drivers/protocols/recognise.js';
import { SerialTransport } from '../../drivers/ports/serial-transport.js';
import { RunError } from '../core/errors.js';
import { portsTable, type Found } from './text/ports-table.js';

const HELP = `
A result counts as measured on hardware only over a port with a USB identity and a serial number. Pseudo-terminals are not
listed: what is behind them is emulated.

"may be" goes by the USB identity alone, which many things share. --ask opens each port that may be a board, asks who is
there, and waits up to a minute for it; it pulses nothing, but it resets an ArC ONE and switches an instrument's output off.
--ask with a port asks at that port alone, in every way that there is: for a line without USB identity, such as RS-232.
Where nobody answers that takes some 80 s: MBP/1 4 s, source-measure units and GPIB bridges 6 s each, OpenMENA and ArC ONE
half a minute each.

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

async function list({ json, ask }: { json?: true; ask?: true | string }): Promise<void> {
  const ports = typeof ask === 'string' ? [await named(ask)] : (await listPorts()).map(byIdentity);
  const found: Found[] = [];
  for (const { ways, ...port } of ports) {
    const answer = ask && (await whoIsAt(port.path, ways).catch((error: unknown) => passOver(error, ask)));
    found.push({ ...port, mayBe: ways.map(({ title }) => title), ...(answer || UNASKED) });
  }
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : portsTable(found));
}

interface Asked extends Port {
  readonly ways: ReturnType<typeof candidates>;
}

const byIdentity = (port: Port): Asked => ({ ...port, ways: candidates(port) });

/** A port that may be none of those that are listed. */
async function named(path: string): Promise<Asked> {
  const unlisted = { path, vendorId: '', productId: '', serialNumber: '', manufacturer: '' };
  const port = (await listPorts()).find((listed) => listed.path === path) ?? unlisted;
  return { ...port, ways: allCandidates() };
}

type Answer = Pick<Found, 'asked' | 'answered'>;

const UNASKED: Answer = { asked: false, answered: null };

/** A port that was named must be there; of all others one that is in use keeps nobody from asking the rest. */
function passOver(error: unknown, ask: true | string): undefined {
  if (ask !== true || !(error instanceof RunError)) throw error;
  process.stderr.write(`memloop: ${error.message}\n`);
}

async function whoIsAt(path: string, ways: Asked['ways']): Promise<Answer> {
  const open = ({ baudRate, parity }: SerialLine) => SerialTransport.open(path, baudRate, parity);
  const tell = (title: string) => void process.stderr.write(`memloop: ${path}: asking for ${title}\n`);
  const answered = (await recognise(ways, open, systemClock, tell)) ?? null;
  return { asked: ways.length > 0, answered };
}
