import type { Command } from 'commander';

/** A command as the list of commands shows it, and how to load it. */
interface ListedCommand {
  /** its options and arguments */
  readonly usage: string;
  readonly description: string;
  /** heading under which help lists it; without one it is among the main ones */
  readonly group?: string;
  /** imports the command's own module and builds the command, without its description */
  load(): Promise<Command>;
}

/** The commands by name, in the order of the list. */
export const commands: Readonly<Record<string, ListedCommand>> = {
  run: {
    usage: '[options] <experiment>',
    description: 'Run an experiment: a task by name, or a YAML or JSON file.',
    load: async () => (await import('./run.js')).runCommand(),
  },
  sweep: {
    usage: '[options] <file>',
    description: 'Run an experiment once for every combination of some settings.',
    load: async () => (await import('./sweep.js')).sweepCommand(),
  },
  compare: {
    usage: '[options] [task or file]',
    description: 'Compare update schemes: performance, cost, and how certain the difference is.',
    load: async () => (await import('./compare.js')).compareCommand(),
  },
  verify: {
    usage: '[options] <file>',
    description: 'Recompute a random tenth of the runs in the result of a suite, and say whether they agree.',
    load: async () => (await import('./verify.js')).verifyCommand(),
  },
  diff: {
    usage: '[options] <a> <b>',
    description: 'Compare two finished runs, paired by seed, and say what differs between their settings.',
    load: async () => (await import('./diff.js')).diffCommand(),
  },
  anatomy: {
    usage: '[options] [task]',
    description:
      'Split the error of every update into non-linearity and noise, and show how it is corrected.',
    load: async () => (await import('./anatomy.js')).anatomyCommand(),
  },
  resume: {
    usage: '[options] <dir>',
    description: 'Continue a run that was stopped or killed. Its numbers are the same as without the stop.',
    load: async () => (await import('./resume.js')).resumeCommand(),
  },
  slurm: {
    usage: '[options] <file>',
    group: 'Many machines:',
    description: 'Write the jobs of a study for a cluster with Slurm: shards, and a merge after them.',
    load: async () => (await import('./shards/slurm.js')).slurmCommand(),
  },
  merge: {
    usage: '[options] <dirs...>',
    group: 'Many machines:',
    description: 'Join the shards of a run. The results are those of a run in one piece.',
    load: async () => (await import('./shards/merge.js')).mergeCommand(),
  },
  status: {
    usage: '[options] <dirs...>',
    group: 'Many machines:',
    description: 'Say which shards of a run are done, running, stopped, failed or have not begun.',
    load: async () => (await import('./shards/status.js')).statusCommand(),
  },
  report: {
    usage: '[options] <dir>',
    description: 'Draw the report and the figures of a finished run again.',
    load: async () => (await import('./report.js')).reportCommand(),
  },
  export: {
    usage: '[options] <dir>',
    description: 'Write a finished run as Parquet, NumPy or TensorBoard files.',
    load: async () => (await import('./export/export.js')).exportCommand(),
  },
  reproduce: {
    usage: '[options] <figure>',
    description: 'Reproduce figures of the article, and compare its numbers with ours.',
    load: async () => (await import('./reproduce/reproduce.js')).reproduceCommand(),
  },
  show: {
    usage: '[options] <what>',
    description: 'Print the settings of a task, a figure or a run as a complete experiment file.',
    load: async () => (await import('./files/show.js')).showCommand(),
  },
  init: {
    usage: '[options]',
    description: 'Write a file to begin with: an experiment, or the example of a measured device.',
    load: async () => (await import('./files/init.js')).initCommand(),
  },
  fit: {
    usage: '[options] <files...>',
    description: 'Fit measured devices: a mean curve, one curve per cycle, and the parts of the noise.',
    load: async () => (await import('./fit.js')).fitCommand(),
  },
  noise: {
    usage: '[options] <files...>',
    description: 'Analyse the noise of measured devices, and advise which noise to simulate.',
    load: async () => (await import('./noise.js')).noiseCommand(),
  },
  devices: {
    usage: '[options] [file]',
    description: 'List the measured devices that come with memloop, or those in a device file.',
    load: async () => (await import('./devices.js')).devicesCommand(),
  },
  flow: {
    usage: '[options] <file>',
    group: 'Networks:',
    description: 'Let a network learn without devices, by exact gradient flow, and say where it ends.',
    load: async () => (await import('./networks/flow.js')).flowCommand(),
  },
  identify: {
    usage: '[options] <what>',
    group: 'Networks:',
    description:
      'Find the weights of an unknown network or board from its inputs and outputs, with intervals.',
    load: async () => (await import('./networks/identify/identify.js')).identifyCommand(),
  },
  landscape: {
    usage: '[options] [file]',
    group: 'Networks:',
    description:
      'Find minima, saddles and channels to infinity, and what a window of weights leaves of them.',
    load: async () => (await import('./networks/landscape.js')).landscapeCommand(),
  },
  vad: {
    usage: '',
    group: 'Networks:',
    description: 'Find speech in sound with a network of spiking neurons (voice activity detection).',
    load: async () => (await import('./voice/vad.js')).vadCommand(),
  },
  board: {
    usage: '',
    description: 'Check a whole board.',
    load: async () => (await import('./board.js')).boardCommand(),
  },
  read: {
    usage: '[options] <port>',
    description: 'Read one device on a board, or all devices.',
    load: async () => (await import('./read.js')).readCommand(),
  },
  pulse: {
    usage: '[options] <port>',
    description: 'Apply SET or RESET pulses to one device on a board, and read it before and after.',
    load: async () => (await import('./pulse.js')).pulseCommand(),
  },
  characterise: {
    usage: '[options] <port>',
    description: 'Measure one device: cycles of SET and RESET pulses, with a reading after each pulse.',
    load: async () => (await import('./characterise.js')).characteriseCommand(),
  },
  measure: {
    usage: '',
    description: 'Measure I–V, ISPP, endurance, retention, read disturb or levels of one device.',
    load: async () => (await import('./measure.js')).measureCommand(),
  },
  replay: {
    usage: '[options] <journal>',
    description: 'Recompute the results in a journal without a board, and compare them bit by bit.',
    load: async () => (await import('./replay.js')).replayCommand(),
  },
  'virtual-board': {
    usage: '[options]',
    description: 'Simulate a memristor board with measured devices behind a serial line.',
    load: async () => (await import('./virtual-board.js')).virtualBoardCommand(),
  },
  ports: {
    usage: '[options]',
    description: 'List the serial ports of this computer, with the USB identity of each device.',
    load: async () => (await import('./ports.js')).portsCommand(),
  },
  completion: {
    usage: '<shell>',
    description: 'Print a script that completes commands, options and names in bash, zsh or fish.',
    load: async () => (await import('./shell/completion.js')).completionCommand(allCommands),
  },
};

/** All commands, loaded, with their descriptions. */
function allCommands(): Promise<Command[]> {
  const all = Object.entries(commands).map(async ([name, { description, load }]) => {
    return (await load()).name(name).description(description);
  });
  return Promise.all(all);
}
