import type { Command } from 'commander';
import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../../../core/errors.js';
import { isVirtual } from '../../../experiment/board/board-port.js';

/** What is identified: a file of one layer, a file of two, a board at a port, a simulated array, or a network that learned on devices. */
export type Target = keyof typeof TAKES;

/** Options that a board takes, and other commands at the bench too. */
const BENCH = [
  'readVolts',
  'settleUs',
  'averages',
  'limitReadVolts',
  'limitCurrentUa',
  'heartbeatMs',
  'baud',
  'journal',
];

/** The options of each target, beside those of all. */
const TAKES = {
  matrix: ['layers', 'gain', 'offset'],
  network: ['layers', 'activation', 'noise', 'maxWidth', 'students', 'seed', 'workers'],
  board: ['probes', 'seed', ...BENCH],
  array: ['probes', 'seed', 'episodes', 'condition', 'readVolts'],
  chip: ['probes', 'repeats', 'condition', 'maxWidth', 'students', 'workers'],
} as const satisfies Record<string, readonly string[]>;

const ALL = ['out', 'open', 'json'];

const NAMES: Readonly<Record<Target, string>> = {
  matrix: 'a file of probes with --layers 1',
  network: '--layers 2 or more',
  board: 'a port',
  array: 'an experiment or a run',
  chip: 'a file of memloop flow with devices',
};

/** Names of ports that are not in the file system. */
const PORT = /^(\/dev\/|COM\d)/i;

/** A file of settings, and what only one of memloop flow has. */
const FILE = /\.(ya?ml|json)$/i;
const FLOW = /^\s*["']?layers["']?\s*:/m;

/** What an argument names. */
export function targetOf(what: string, layers: number): Target {
  const found = isVirtual(what) ? undefined : statSync(what, { throwIfNoEntry: false });
  const isPort = found ? found.isCharacterDevice() : isVirtual(what) || PORT.test(what);
  if (isPort) return 'board';
  if (found?.isFile() && FILE.test(what) && FLOW.test(readFileSync(what, 'utf8'))) return 'chip';
  if (found?.isDirectory() || FILE.test(what)) return 'array';
  return layers === 1 ? 'matrix' : 'network';
}

/** @throws UsageError for an option that was given and that only other targets take */
export function refuseStray(command: Command, target: Target): void {
  const taken: readonly string[] = [...TAKES[target], ...ALL];
  const stray = command.options.find((option) => {
    const name = option.attributeName();
    return command.getOptionValueSource(name) === 'cli' && !taken.includes(name);
  });
  if (!stray) return;
  const takers = (Object.keys(TAKES) as Target[]).filter((other) =>
    (TAKES[other] as readonly string[]).includes(stray.attributeName()),
  );
  throw new UsageError(
    takers.length > 0
      ? `${stray.long} requires ${takers.map((taker) => NAMES[taker]).join(', or ')}`
      : `${stray.long}: memloop identify sends no pulses and reads the whole board; leave the option out`,
  );
}

/** Leaves out of the help what only pulses need. */
export function hidePulseOptions(command: Command): void {
  const own = new Set<string>([...Object.values(TAKES).flat(), ...ALL]);
  for (const option of command.options) if (!own.has(option.attributeName())) option.hideHelp();
}
