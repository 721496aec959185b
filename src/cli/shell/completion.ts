import { Argument, Command } from 'commander';
import { wordsOf } from './command-words.js';
import { bashScript } from './bash-script.js';
import { fishScript } from './fish-script.js';
import { zshScript } from './zsh-script.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

const HELP = `
It prints a script for your shell. Commands, options, and names of tasks, figures, device models, noises and schemes
are completed, everything else as paths.

Examples:
  source <(memloop completion bash)                                          # now; in ~/.bashrc: for good
  source <(memloop completion zsh)                                           # in ~/.zshrc, after compinit
  memloop completion fish > ~/.config/fish/completions/memloop.fish`;

/** `memloop completion`: the completion of a shell. @param tree all commands, loaded */
export function completionCommand(tree: () => Promise<Command[]>): Command {
  const shells = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];
  return new Command('completion')
    .addArgument(new Argument('<shell>', `the shell`).choices(shells))
    .addHelpText('after', HELP)
    .action(async (shell: keyof typeof SCRIPTS) => {
      process.stdout.write(SCRIPTS[shell](wordsOf(await tree())));
    });
}
