import { commandCase, flattened, type CommandWords, type Word } from './command-words.js';

/** The completion of memloop in zsh, with meanings; it may be sourced, or stand in a directory of fpath as _memloop. */
export function zshScript(commands: readonly CommandWords[]): string {
  const all = flattened(commands);
  const values = all.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ word, values, joiners }) => {
        const joined = joiners && `compset -P '*[${joiners}]'; `;
        const complete = values.length > 0 ? `${joined}compadd -- ${values.join(' ')}` : '_files';
        return `    ('${path} ${word}') ${complete}; return ;;`;
      }),
  );
  const words = all.map(({ path, options, names, commands: inner }) => {
    const after = [...inner.map(described), ...names];
    return `    ('${path}') options=(${options.map(described).join(' ')}) names=(${after.join(' ')}) ;;`;
  });
  return `#compdef memloop
# memloop in zsh; made by: memloop completion zsh
_memloop() {
  local current=\${words[CURRENT]} previous=\${words[CURRENT-1]} command='' word i
  local -a options names
  if [[ $current == --*=* ]]; then previous=\${current%%=*}; compset -P '*='; fi
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    case "$command $word" in
      (${commandCase(all)}) command="\${command:+$command }$word" ;;
    esac
  done
  case "$command $previous" in
${values.join('\n')}
  esac
  case "$command" in
    ('') names=(${commands.map(described).join(' ')}) options=('--help' '--version') ;;
${words.join('\n')}
  esac
  if [[ $current == -* ]]; then _describe option options; return; fi
  (( $#names )) && _describe name names
  [[ -z $command ]] || _files
}
if [[ $funcstack[1] == _memloop ]]; then _memloop "$@"; else compdef _memloop memloop; fi
`;
}

/** A word with its meaning as _describe takes it. */
function described({ word, meaning }: Word): string {
  return `'${word}:${meaning.replaceAll("'", `'\\''`)}'`;
}
