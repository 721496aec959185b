import { Command, CommanderError } from 'commander';
import { commands } from '../../src/cli/commands.js';
import { proseOf, textOf } from './markdown.js';

/** A command line of memloop on a page; one in running text may leave arguments out. */
export interface CommandLine {
  readonly line: string;
  readonly inText: boolean;
}

/** Every command line of memloop on a page: in blocks of a shell, and in running text. */
export function commandLinesOf(page: string): CommandLine[] {
  const blocks = [...textOf(page).matchAll(/^```(?:sh|bash|console)\n([^]*?)^```$/gm)].map(([, text]) => text);
  const commandsIn = (text: string) =>
    text
      .replaceAll(/\\\n/g, ' ')
      .split('\n')
      .flatMap((line) => line.replace(/(^|\s)#.*$/, '').split(/&&|\|\||[|;&]|<\(/))
      .flatMap((part) => /^\s*(?:\$ |source )?(?:npx )?memloop (.+?)\)?\s*(?:\d?>.*)?$/.exec(part)?.[1] ?? []);
  const inText = [...proseOf(page).matchAll(/`(?:npx )?memloop ([a-z][^`]*)`/g)].flatMap(([, text]) => text.split('>')[0]);
  return [
    ...blocks.flatMap(commandsIn).map((line) => ({ line, inText: false })),
    ...inText.map((line) => ({ line, inText: true })),
  ];
} // prettier-ignore

/** Faults of a command line in running text that only lacks its end. */
const unfinished = new Set(['commander.missingArgument', 'commander.optionMissingArgument']);

/** What is wrong with a command line, in a sentence; empty if its command, options and values are known. Nothing is carried out. */
export async function faultOf({ line, inText }: CommandLine): Promise<string> {
  const [name, ...args] = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, word]) => double ?? single ?? word)
    .filter((word) => word !== '…');
  if (name === 'help') return '';
  if (!Object.hasOwn(commands, name)) return `memloop ${line}: no command ${name}`;
  try {
    await silentCopy(await commands[name].load(), args.includes('--plugin'), inText).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && (error.code === 'commander.help' || (inText && unfinished.has(error.code)))) return '';
    return `memloop ${line}: ${(error as Error).message}`;
  }
  return '';
} // prettier-ignore

/** A command with the same arguments and options that does nothing. Names of plugins are not known to it, so they are not looked at. */
function silentCopy(command: Command, anyName: boolean, inText: boolean): Command {
  const copy = new Command(command.name()).exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  for (const subcommand of command.commands) copy.addCommand(silentCopy(subcommand, anyName, inText));
  if (command.commands.length > 0 && command.registeredArguments.length === 0) return inText ? copy.action(() => {}) : copy;
  for (const option of command.options) {
    const same = Object.assign(Object.create(Object.getPrototypeOf(option) as object), option) as typeof option;
    if (anyName) same.argParser((value) => value);
    copy.addOption(same);
  }
  for (const argument of command.registeredArguments) copy.addArgument(argument);
  return copy.action(() => {});
} // prettier-ignore
