import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printable } from '../../core/printable.js';
import { drawing } from './clean-output.js';
import { openPage } from './open-page.js';

/** Where results are: the page, and the directory that it is in. */
export interface Places {
  readonly report: string;
  readonly results?: string;
}

/** Terminals that are known to show links (OSC 8), by what they set in the environment. */
const SHOWING_LINKS: Readonly<Record<string, RegExp>> = {
  TERM_PROGRAM: /^(iTerm\.app|WezTerm|vscode|ghostty|Hyper|Tabby|rio)$/,
  VTE_VERSION: /^([5-9]|\d\d)\d{3}$/,
  WT_SESSION: /./,
  KITTY_WINDOW_ID: /./,
  KONSOLE_VERSION: /./,
  DOMTERM: /./,
};

/** Whether a stream is a terminal that shows links. */
export function showsLinks(out: { isTTY?: boolean }, environment = process.env): boolean {
  if (!out.isTTY || environment['TERM'] === 'dumb' || 'CI' in environment) return false;
  return Object.entries(SHOWING_LINKS).some(([name, value]) => value.test(environment[name] ?? ''));
}

/** A path as a link where the terminal shows links. */
export function linked(path: string, links: boolean): string {
  return links ? `\u001b]8;;${pathToFileURL(resolve(path)).href}\u001b\\${path}\u001b]8;;\u001b\\` : path;
}

/** Prints where the report and the results are, and opens the report where that was asked for. */
export async function tellPlaces({ report, results }: Places, open = false): Promise<void> {
  const links = showsLinks(process.stdout);
  // Links are escape sequences, which a cleaned output drops.
  const out = drawing(process.stdout);
  const at = (name: string, path: string) => `${`${name}:`.padEnd(8)} ${linked(printable(path), links)}\n`;
  out.write(`\n${at('Report', report)}${results === undefined ? '' : at('Results', results)}`);
  if (open) await openPage(resolve(report));
}
