import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

const ownerForm = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** id of the boot of the host, and the namespace in which the process id counts; empty where the system has none */
  boot: z.string(),
  space: z.string(),
  /** when the process began, in the system's own units; empty where it is unknown */
  began: z.string(),
  /** differs for every lock */
  token: z.string(),
});

/** The process that holds a lock, as any host or container can know it. */
export type Owner = z.infer<typeof ownerForm>;

/** This process as the owner of a lock. */
export function thisOwner(token: string): Owner {
  const { pid } = process;
  return { pid, host: hostname(), boot: bootId(), space: pidSpace(), began: statOf(pid)[1], token };
}

/** The owner in the text of a lock; undefined if there is none. A lock of memloop 0.1.0 has only a process id. */
export function ownerIn(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return ownerForm.parse(typeof value === 'number' ? { ...thisOwner(''), pid: value, began: '' } : value);
  } catch {
    return undefined;
  }
}

/** Whether process ids of an owner count here: the same boot of the same host, and no other container. */
export function isHere({ host, boot, space }: Owner): boolean {
  return host === hostname() && boot === bootId() && space === pidSpace();
}

/** Whether an owner that is here still runs. */
export function isRunning({ pid, began }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const [state, now] = statOf(pid);
  // A killed process keeps its id until its parent asks for its end.
  if (/^[ZX]$/.test(state)) return false;
  // Another process may have got the id. Of another user's process the system may tell nothing.
  return began === '' || now === '' || began === now;
}

function bootId(): string {
  return textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
}

function pidSpace(): string {
  return textOf(() => readlinkSync('/proc/self/ns/pid'));
}

/** State and begin of a process, empty where they are unknown: fields 3 and 22 of /proc/PID/stat, behind the name of the program, which may hold anything. */
function statOf(pid: number): [state: string, began: string] {
  const fields = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')).split(' ');
  return [fields[0], fields[19] ?? ''];
}

/** A text of the system; empty where it has none. */
function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
