import { Option } from 'commander';
import { dirname } from 'node:path';
import { pluginsNamedIn } from '../experiment/experiment-file.js';
import { loadPlugins } from '../runs/load-plugins.js';

/** The commands that compute with kinds; no other command loads a plugin. */
const COMPUTING = [
  'run',
  'sweep',
  'compare',
  'reproduce',
  'verify',
  'anatomy',
  'resume',
  'replay',
  'show',
  'export',
  'init',
  'board',
];

/** An option that is given once for each plugin; `loadPluginOptions` has loaded them before the command is made. */
export function pluginOption(): Option {
  return new Option(
    '--plugin <module>',
    'path or package with kinds of your own, named plugin/name (repeatable)',
  ).argParser((module: string, before?: string[]) => [...(before ?? []), module]);
}

/** Loads the plugins that a command line names, so that options and help know their kinds. @param args from the name of the command on */
export async function loadPluginOptions([command, ...args]: readonly string[]): Promise<void> {
  if (!COMPUTING.includes(command)) return;
  const named = args.flatMap((arg, i) => {
    if (arg.startsWith('--plugin=')) return [arg.slice('--plugin='.length)];
    return arg === '--plugin' && i + 1 < args.length ? [args[i + 1]] : [];
  });
  await loadPlugins(named, process.cwd());
}

/** Loads the plugins that an experiment file names, from its directory. */
export async function loadPluginsOf(file: string): Promise<void> {
  await loadPlugins(pluginsNamedIn(file), dirname(file));
}
