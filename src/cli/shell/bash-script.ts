import { commandCase, flattened, type CommandWords } from './command-words.js';

/** The completion of memloop in bash: a function that `complete -F` takes. Where no name fits, bash completes paths. */
export function bashScript(commands: readonly CommandWords[]): string {
  const all = flattened(commands);
  const values = all.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(
        ({ word, values, joiners }) =>
          `    '${path} ${word}') words='${values.join(' ')}' joiners='${joiners}' ;;`,
      ),
  );
  const words = all.map(({ path, options, names, commands: inner }) => {
    const after = [...inner.map(({ word }) => word), ...names];
    return `        '${path}') options='${options.map(({ word }) => word).join(' ')}' names='${after.join(' ')}' ;;`;
  });
  return `# memloop in bash; made by: memloop completion bash
_memloop() {
  local at=$COMP_CWORD current=\${COMP_WORDS[COMP_CWORD]} command='' options='' names='' words='' joiners='' before='' previous word i
  # bash takes --option=value apart.
  if [[ $current == '=' ]]; then current=''; elif [[ \${COMP_WORDS[at-1]} == '=' ]]; then ((at--)); fi
  previous=\${COMP_WORDS[at-1]}
  for ((i = 1; i < at; i++)); do
    word=\${COMP_WORDS[i]}
    case "$command $word" in
      ${commandCase(all)}) command="\${command:+$command }$word" ;;
    esac
  done
  case "$command $previous" in
${values.join('\n')}
    *)
      case "$command" in
        '') options='--help --version' names='${commands.map(({ word }) => word).join(' ')} help' ;;
${words.join('\n')}
      esac
      if [[ $current == -* ]]; then words=$options; else words=$names; fi ;;
  esac
  if [[ -n $joiners ]]; then
    # Another value may follow at once.
    compopt -o nospace 2>/dev/null
    before=\${current%"\${current##*[$joiners]}"} current=\${current##*[$joiners]}
  fi
  COMPREPLY=($(compgen -P "$before" -W "$words" -- "$current"))
}
complete -o default -F _memloop memloop
`;
}
