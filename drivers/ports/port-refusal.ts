import { RunError } from '../../src/core/errors.js';
import { thisMachine, type Machine } from './machine.js';

/** What keeps a port busy, and what ends that. */
const HOLDERS: Readonly<Record<string, string>> = {
  ModemManager:
    'it tries every new port for a modem; keep it away with the rules of memloop ports --udev, or stop it with sudo systemctl stop ModemManager',
  brltty: 'it takes many USB bridges for Braille displays; remove it with sudo apt-get remove brltty',
};

/** Why a port cannot be opened, with the remedy, as one sentence. @param error of npm serialport */
export function portRefusal(path: string, error: Error, machine: Machine = thisMachine): Error {
  if (error instanceof RunError) return error;
  const message = error.message.replace(/^Error:? */, '').replace(/, cannot open .*$/, '');
  return new RunError(`${path}: ${reasonOf(path, message, machine)}`, { cause: error });
}

function reasonOf(path: string, message: string, machine: Machine): string {
  if (/lock|busy|access denied/i.test(message)) return busy(path, machine);
  if (/permission denied|EACCES/i.test(message)) return forbidden(path, machine);
  if (/no such file|file not found|ENOENT/i.test(message)) return missing(message, machine);
  return `cannot open the port: ${message}`;
}

function busy(path: string, machine: Machine): string {
  const [holder] = machine.holders(path);
  if (holder === undefined)
    return 'the port is in use by another program: close that program (a serial monitor, another memloop, ModemManager) and try again';
  const { name, pid } = holder;
  const remedy = HOLDERS[name] ?? 'close that program and try again';
  return `the port is in use by ${name} (process ${pid}): ${remedy}`;
}

function forbidden(path: string, machine: Machine): string {
  const group = machine.groupOf(path);
  if (group === undefined || group === 'root')
    return 'permission denied: only root may open this port; give it to a group with the rules of memloop ports --udev';
  return `permission denied: the port belongs to the group ${group}; run sudo usermod -a -G ${group} "$USER", then log out and in again (or install the rules of memloop ports --udev)`;
}

function missing(message: string, machine: Machine): string {
  const there = machine.ports();
  const listed =
    there.length === 0 ? 'no port is there; plug the board in' : `expected ${there.join(' or ')}`;
  const stable = there.some((name) => name.startsWith('/dev/serial/by-id/'))
    ? ' (names in /dev/serial/by-id stay the same after a replug)'
    : '';
  return `cannot open the port: ${message}: ${listed}${stable}`;
}

/** The name that macOS opens at once, for one that waits for a carrier for ever; undefined for all others. */
export function calledOut(path: string, platform: string = process.platform): string | undefined {
  return platform === 'darwin' && path.startsWith('/dev/tty.')
    ? path.replace('/dev/tty.', '/dev/cu.')
    : undefined;
}
