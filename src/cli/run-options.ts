import { Option } from 'commander';
import { basename, extname } from 'node:path';
import { UsageError } from '../core/errors.js';
import { printable } from '../core/printable.js';
import { engineNames } from '../experiment/engine.js';
import { freeDirectory as takeDirectory } from '../runs/directory/free-directory.js';
import { choice, wholeNumber } from './options.js';

/** `--workers <n>`; the results are the same for any number. */
export function workersOption(): Option {
  return wholeNumber(
    '--workers <n>',
    'worker threads (default: one per core); results do not depend on it',
    1,
  );
}

/** `--engine <engine>`. */
export function engineOption(): Option {
  return choice('--engine <engine>', 'what simulates (default: auto, the fastest that can)', [
    'auto',
    ...engineNames,
  ]);
}

/** `--devices <file>`. */
export function devicesOption(): Option {
  return new Option(
    '--devices <file>',
    'device file, as written by memloop fit (default: the 27 measured devices)',
  );
}

/** `--out <dir>` for results; `freeDirectory` is its default. */
export function outOption(): Option {
  return new Option('--out <dir>', 'directory for the results (default: the next free one under runs/)');
}

/** What `--live` alone means, as help shows it. */
const FREE = 'a free port';

/** `--live`: a page on this computer that shows the work while it goes on. */
export function liveOption(): Option {
  return new Option('--live [port]', 'show it on a page of this computer while it goes on')
    .preset(FREE)
    .argParser(portOf);
}

function portOf(text: string): number {
  if (text === FREE) return 0;
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port < 0x10000) return port;
  throw new UsageError(
    `--live: got "${text}": expected a port from 0 to 65535, as in --live=8080; write --live last to let memloop choose one`,
  );
}

/** `--json`. @param what is printed, as in "the summary" */
export function jsonOption(what: string): Option {
  return new Option('--json', `print only ${what}, as one line of JSON, to standard output`);
}

/** A new directory under runs/, named after a task or a file. */
export function freeDirectory(what: string): string {
  return takeDirectory('runs', basename(what, extname(what)));
}

/** Prints a sentence that is no result to standard error, if there is one. */
export function remark(sentence: string | undefined): void {
  if (sentence) process.stderr.write(`memloop: ${printable(sentence)}\n`);
}
