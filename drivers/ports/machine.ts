import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A process that has a port open. */
interface Holder {
  readonly pid: number;
  readonly name: string;
}

/** What the operating system tells about ports that cannot be opened. */
export interface Machine {
  /** processes that have a port open, as far as this user may see them */
  holders(path: string): readonly Holder[];
  /** group that owns a port */
  groupOf(path: string): string | undefined;
  /** paths of the ports that are there, stable names first */
  ports(): readonly string[];
}

/** What Linux tells in its files. @param root where they are */
export function linuxMachine(root = '/'): Machine {
  return {
    holders(path) {
      const real = attempt(() => realpathSync(join(root, path))) ?? path;
      // Who made a pseudo-terminal holds both its ends.
      if (real.startsWith('/dev/pts/')) return [];
      return names(join(root, 'proc'))
        .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .filter((pid) => {
          const handles = join(root, 'proc', pid, 'fd');
          return names(handles).some((fd) => attempt(() => readlinkSync(join(handles, fd))) === real);
        })
        .map((pid) => ({
          pid: Number(pid),
          name: attempt(() => readFileSync(join(root, 'proc', pid, 'comm'), 'utf8').trim()) ?? 'a program',
        }));
    },
    groupOf(path) {
      const id = attempt(() => statSync(join(root, path)).gid);
      const groups = attempt(() => readFileSync(join(root, 'etc', 'group'), 'utf8')) ?? '';
      return groups
        .split('\n')
        .find((line) => Number(line.split(':')[2]) === id && id !== undefined)
        ?.split(':')[0];
    },
    ports() {
      const byId = join(root, 'dev', 'serial', 'by-id');
      if (existsSync(byId)) return names(byId).map((name) => `/dev/serial/by-id/${name}`);
      return names(join(root, 'dev'))
        .filter((name) => /^(ttyUSB|ttyACM)\d+$/.test(name))
        .map((name) => `/dev/${name}`);
    },
  };
}

/** What macOS shows: its ports. */
const macMachine: Machine = {
  holders: () => [],
  groupOf: () => undefined,
  ports: () =>
    names('/dev')
      .filter((name) => name.startsWith('cu.'))
      .map((name) => `/dev/${name}`),
};

const silentMachine: Machine = { holders: () => [], groupOf: () => undefined, ports: () => [] };

/** The machine that this program runs on. */
export const thisMachine: Machine =
  process.platform === 'linux' ? linuxMachine() : process.platform === 'darwin' ? macMachine : silentMachine;

/** Milliseconds for which an FTDI bridge holds back a short answer; undefined for other ports, or if the system does not tell. */
export function latencyTimer(path: string, root = '/'): number | undefined {
  const name =
    attempt(() => realpathSync(join(root, path)))
      ?.split('/')
      .at(-1) ?? '';
  const timer = attempt(() =>
    readFileSync(join(root, 'sys', 'bus', 'usb-serial', 'devices', name, 'latency_timer'), 'utf8'),
  );
  return timer === undefined ? undefined : Number(timer);
}

function names(folder: string): string[] {
  return attempt(() => readdirSync(folder).toSorted()) ?? [];
}

/** The value, or undefined where this user may not see it or it is gone. */
function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
