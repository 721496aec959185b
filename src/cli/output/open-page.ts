import { spawn } from 'node:child_process';
import { Option } from 'commander';
import { remark } from '../run-options.js';

/** The program of a system that opens a page in the user's browser; explorer.exe does, and ends with code 1. */
const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer.exe' };
const OPENER = 'xdg-open';
/** How long an opener is waited for, ms. */
const PATIENCE = 2000;

/** `--open`. */
export function openOption(): Option {
  return new Option('--open', 'open the report in the browser; with --live, the live page');
}

/** Opens a page or an address in the user's browser; where that fails, says so, and the command goes on. */
export function openPage(page: string, opener = OPENERS[process.platform] ?? OPENER): Promise<void> {
  return new Promise((resolve) => {
    const failed = (reason: string) => {
      clearTimeout(left);
      remark(`--open: no browser was opened (${reason}); open ${page}`);
      resolve();
    };
    // No shell: a path is one argument, whatever is in it.
    const child = spawn(opener, [page], { stdio: 'ignore', detached: true });
    // An opener that becomes the browser itself does not end: it is left alone.
    const left = setTimeout(() => {
      child.unref();
      resolve();
    }, PATIENCE);
    child.once('error', ({ message }) => failed(message));
    child.once('exit', (code) => {
      clearTimeout(left);
      if (code && opener !== OPENERS.win32) failed(`${opener} ended with code ${code}`);
      else resolve();
    });
  });
}
