import type { Command, Option } from 'commander';
import { printable } from '../../core/printable.js';
import { catalogue } from '../../experiment/catalogue.js';
import { reproductions } from '../../reproduce/reproductions.js';
import { offeredFor } from './offering.js';

/** A word that can be completed, with what it means. */
export interface Word {
  readonly word: string;
  readonly meaning: string;
}

/** An option of a command. */
interface OptionWords extends Word {
  /** whether a value follows */
  readonly takesValue: boolean;
  /** its values; none where any text or path will do */
  readonly values: readonly string[];
  /** characters that join several values; empty where one value is all */
  readonly joiners: string;
}

/** What can follow a command on a command line. */
export interface CommandWords extends Word {
  /** "board check" for a command within another */
  readonly path: string;
  readonly options: readonly OptionWords[];
  /** names that stand for its first argument, beside paths */
  readonly names: readonly string[];
  readonly commands: readonly CommandWords[];
}

const tasks = () => catalogue.tasks.names;
const figures = () => Object.keys(reproductions);

/** What arguments take beside paths in every command, by the name of the argument. */
const NAMES: Readonly<Record<string, () => readonly string[]>> = {
  experiment: tasks,
  figure: () => [...figures(), 'all'],
  what: () => [...tasks(), ...figures()],
  port: () => ['virtual'],
};

/** The words of commands, from their tree. */
export function wordsOf(commands: readonly Command[], within = ''): CommandWords[] {
  return commands.map((command) => {
    const path = `${within} ${command.name()}`.trim();
    const [argument] = command.registeredArguments;
    return {
      word: command.name(),
      meaning: phrase(command.description()),
      path,
      options: [...command.options.filter(({ hidden }) => !hidden).map(optionWords), HELP],
      names:
        argument === undefined ? [] : (offeredFor(argument)?.values() ?? NAMES[argument.name()]?.() ?? []),
      commands: wordsOf(command.commands, path),
    };
  });
}

/** All commands, those within others after them. */
export function flattened(commands: readonly CommandWords[]): CommandWords[] {
  return commands.flatMap((command) => [command, ...flattened(command.commands)]);
}

/** The patterns of a case in which a word goes on a command: ' run' | 'board check'. */
export function commandCase(all: readonly CommandWords[]): string {
  return all.map(({ path }) => (path.includes(' ') ? `'${path}'` : `' ${path}'`)).join(' | ');
}

const HELP: OptionWords = {
  word: '--help',
  meaning: 'what it does and takes',
  takesValue: false,
  values: [],
  joiners: '',
};

function optionWords(option: Option): OptionWords {
  const { long, required, optional, description } = option;
  const { values, joiners } = offeredFor(option) ?? { values: () => [], joiners: '' };
  return { word: long!, meaning: phrase(description), takesValue: required || optional, values: values(), joiners };
} // prettier-ignore

/** A description in one line, short enough for a list. */
function phrase(text: string): string {
  const line = printable(text).replaceAll(/\s+/g, ' ').replace(/\.$/, '');
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}
