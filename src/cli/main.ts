#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { createRequire } from 'node:module';
import { RunError, UsageError } from '../core/errors.js';
import { oneSentence } from './text/one-sentence.js';

/** The commands by name. A command is loaded when it is asked for, or all are when the help needs them. */
const commands: Record<string, () => Promise<() => Command>> = {
  run: async () => (await import('./run.js')).runCommand,
  sweep: async () => (await import('./sweep.js')).sweepCommand,
  compare: async () => (await import('./compare.js')).compareCommand,
  anatomy: async () => (await import('./anatomy.js')).anatomyCommand,
  resume: async () => (await import('./resume.js')).resumeCommand,
  report: async () => (await import('./report.js')).reportCommand,
  reproduce: async () => (await import('./reproduce.js')).reproduceCommand,
  fit: async () => (await import('./fit.js')).fitCommand,
  noise: async () => (await import('./noise.js')).noiseCommand,
  devices: async () => (await import('./devices.js')).devicesCommand,
  board: async () => (await import('./board.js')).boardCommand,
  read: async () => (await import('./read.js')).readCommand,
  pulse: async () => (await import('./pulse.js')).pulseCommand,
  characterise: async () => (await import('./characterise.js')).characteriseCommand,
  replay: async () => (await import('./replay.js')).replayCommand,
  'virtual-board': async () => (await import('./virtual-board.js')).virtualBoardCommand,
  ports: async () => (await import('./ports.js')).portsCommand,
};

const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };
const program = tame(new Command('memloop'))
  .description('Memristors in the loop: reinforcement learning inside measured analogue memory.')
  .version(version);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough, such as head, is no failure.
  if (error.code === 'EPIPE') return;
  complain(`standard output: ${error.message}`);
  process.exitCode = 1;
});
// Nobody can be told that nobody can be told.
process.stderr.on('error', () => {});

try {
  if (process.argv.some((arg) => arg.startsWith('--plugin')))
    await (await import('./plugin-option.js')).loadPluginOptions(process.argv.slice(2));
  const name = process.argv[2] ?? '';
  const wanted = Object.hasOwn(commands, name) && commands[name];
  for (const load of wanted ? [wanted] : Object.values(commands)) program.addCommand(tame((await load())()));
  await program.parseAsync();
} catch (error) {
  const code = exitCodeOf(error);
  process.exitCode ??= code;
}

/** 2: the request was wrong; 1: the work failed. A fault of memloop itself keeps its stack. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof UsageError || error instanceof RunError)) throw error;
  complain(error.message);
  return error instanceof UsageError ? 2 : 1;
}

/** A command that neither ends the process by itself nor complains in more than one line. */
function tame(command: Command): Command {
  return command.exitOverride().configureOutput({ outputError: (text) => complain(oneSentence(text)) });
}

function complain(text: string): void {
  process.stderr.write(`memloop: ${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`);
}
