import { Command, CommanderError, type Option } from 'commander';
import { RunError, UsageError } from '../core/errors.js';
import { printable } from '../core/printable.js';
import { commands } from './commands.js';
import { refuseEmptyPaths } from './options.js';
import { fittedHelp } from './text/fitted-help.js';
import { terminalWidth } from './text/terminal-width.js';
import { cleanOutput } from './output/clean-output.js';

/** Options that every command takes. */
const commonOptions: readonly Option[] = [];

/** Runs the command that the command line names, and sets the exit code: 2 for a wrong request, 1 for failed work. */
export async function runProgram(version: string, args: readonly string[] = process.argv): Promise<void> {
  const ends = [process.stdout, process.stderr].map(cleanOutput);
  try {
    await (await programFor(args, version)).parseAsync(args);
  } catch (error) {
    const code = exitCodeOf(error);
    process.exitCode ??= code;
  } finally {
    for (const end of ends) end();
  }
}

/** The program with all commands: the one that is called is loaded, the others are only listed. */
async function programFor(args: readonly string[], version: string): Promise<Command> {
  // A command reads its names and choices when it is built.
  if (args.some((arg) => arg.startsWith('--plugin')))
    await (await import('./plugin-option.js')).loadPluginOptions(args.slice(2));
  const called = args.slice(2).find((arg) => !arg.startsWith('-') && arg !== 'help');
  const program = new Command('memloop')
    .description('Memristors in the loop: reinforcement learning inside measured analogue memory.')
    .version(version)
    .configureHelp({ subcommandTerm: (command) => termOf(command.name()) });
  for (const [name, { description, group, load }] of Object.entries(commands)) {
    const command = name === called ? withCommonOptions(await load()) : new Command(name);
    if (group !== undefined) command.helpGroup(group);
    program.addCommand(command.description(description));
  }
  return withOneSentenceErrors(program);
}

/** A command in the list of commands; commander adds the command help. */
function termOf(name: string): string {
  const usage = Object.hasOwn(commands, name) ? commands[name].usage : '[command]';
  return `${name} ${usage}`.trimEnd();
}

/** A command, or its subcommands, with the options that every command takes. */
function withCommonOptions(command: Command): Command {
  for (const subcommand of command.commands) withCommonOptions(subcommand);
  refuseEmptyPaths(command);
  if (command.commands.length === 0) for (const option of commonOptions) command.addOption(option);
  return command;
}

/** A command and its subcommands, which report an error in one sentence and leave the exit code to the caller. */
function withOneSentenceErrors(command: Command): Command {
  for (const subcommand of command.commands) withOneSentenceErrors(subcommand);
  return command.exitOverride().configureOutput({
    writeOut: (text) => void process.stdout.write(fittedHelp(text, helpWidth())),
    outputError: (text) => complain(oneSentence(text)),
  });
}

/** A fault of memloop itself is thrown again, so that its stack is shown. What the system refuses is none. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof UsageError || error instanceof RunError || isRefusal(error))) throw error;
  complain(error.message);
  return error instanceof UsageError ? 2 : 1;
}

/** Long lines are hard to read, even where the terminal has room. */
function helpWidth(): number {
  return Math.min(100, terminalWidth());
}

/** Whether the operating system refused a file, a port or a process. */
function isRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** A message of commander as one sentence. */
function oneSentence(text: string): string {
  return text
    .replace(/^error: /, '')
    .replace(/\. Expected (.*?)\.?\s*$/, ': expected $1')
    .replace(/\s*\(Did you mean (.*)\?\)\s*$/, ': did you mean $1?')
    .replace(/^(unknown command '[^']*')\s*$/, '$1; memloop --help lists the commands');
}

/** One line, without control characters that a name or a cell in the text may hold. */
function complain(text: string): void {
  process.stderr.write(`memloop: ${printable(text.trim().replaceAll(/\s*\n\s*/g, ' '))}\n`);
}
