import { flattened, type CommandWords } from './command-words.js';

/** The completion of memloop in fish, with meanings. */
export function fishScript(commands: readonly CommandWords[]): string {
  const first = commands.map(
    ({ word, meaning }) => `complete -c memloop -n __fish_use_subcommand -f -a ${word} -d ${quoted(meaning)}`,
  );
  return `# memloop in fish; made by: memloop completion fish
# Values after those that stand there, joined by one of some characters.
function __memloop_joined
    set -l before (string match -r -- '^(?:--[^=]*=)?(.*['$argv[1]'])?' (commandline -ct))[2]
    printf "$before%s\\n" $argv[2..-1]
end
complete -c memloop -n __fish_use_subcommand -f -l version -d 'the version'
${[...first, ...flattened(commands).flatMap(linesOf)].join('\n')}
`;
}

function linesOf({ path, options, names, commands }: CommandWords): string[] {
  const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
  const start = (also = '') => `complete -c memloop -n ${quoted(`${seen.join('; and ')}${also}`)}`;
  const inner = commands.map(({ word }) => word);
  const none = inner.length > 0 ? `; and not __fish_seen_subcommand_from ${inner.join(' ')}` : '';
  return [
    ...commands.map(({ word, meaning }) => `${start(none)} -f -a ${word} -d ${quoted(meaning)}`),
    ...(names.length > 0 ? [`${start()} -a ${quoted(names.join(' '))}`] : []),
    ...options.map(({ word, meaning, takesValue, values, joiners }) => {
      const list = joiners ? `(__memloop_joined ${joiners} ${values.join(' ')})` : values.join(' ');
      const value = values.length > 0 ? ` -x -a ${quoted(list)}` : takesValue ? ' -r' : '';
      return `${start(none)} -l ${word.slice(2)}${value} -d ${quoted(meaning)}`;
    }),
  ];
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", `\\'`)}'`;
}
