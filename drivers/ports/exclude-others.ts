import { spawn } from 'node:child_process';

/** TIOCEXCL by system: the request after which a terminal cannot be opened a second time (asm-generic/ioctls.h, sys/ttycom.h). */
const TIOCEXCL: Partial<Record<NodeJS.Platform, number>> = { linux: 0x540c, darwin: 0x2000740d };

/**
 * Lets no other program open a serial port while this one has it, not even one that looks for no lock; the superuser still
 * can. Node.js cannot ask for this, so perl does, where it is installed.
 *
 * @param fd of the open port @returns whether it is so
 */
export function excludeOthers(fd: number): Promise<boolean> {
  const request = TIOCEXCL[process.platform];
  if (request === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const asking = ['-e', 'exit(ioctl(STDIN, shift, 0) ? 0 : 1)', String(request)];
    spawn('perl', asking, { stdio: [fd, 'ignore', 'ignore'] })
      .on('error', () => resolve(false))
      .on('exit', (code) => resolve(code === 0));
  });
}
