import { Command } from 'commander';
import { runVoiceCommand } from './run-voice.js';

/** `memloop vad`: commands of the voice activity detector. */
export function vadCommand(): Command {
  const command = new Command('vad');
  command.addCommand(runVoiceCommand());
  return command;
}
