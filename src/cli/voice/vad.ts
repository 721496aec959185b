import { Command } from 'commander';
import { runVoiceCommand } from './run-voice.js';
import { testVoiceCommand } from './test-voice-command.js';
import { trainVoiceCommand } from './train-voice-command.js';

/** `memloop vad`: commands of the voice activity detector. */
export function vadCommand(): Command {
  const command = new Command('vad');
  for (const one of [trainVoiceCommand(), testVoiceCommand(), runVoiceCommand()]) command.addCommand(one);
  return command;
}
