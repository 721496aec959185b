/** Whether a SCPI header is one, long or short: of `SOURce:VOLTage[:LEVel]` the capitals are the short form, and brackets may be left out. */
export function headerPattern(canonical: string): RegExp {
  const source = canonical.replace(
    /\[(:?)(\w+)\]|(\w+)/g,
    (_, colon: string, optional: string, word: string) =>
      optional ? `(?:${colon}${either(optional)})?` : either(word),
  );
  return new RegExp(`^:?${source.replace('*', '\\*')}$`, 'i');
}

function either(word: string): string {
  const short = word.replace(/[a-z]+$/, '');
  return `${short}(?:${word.slice(short.length)})?`;
}

/** The commands of a line: header, whether it is a question, and its words. */
export function commandsIn(line: string): { header: string; asks: boolean; words: string }[] {
  return line
    .split(';')
    .map((command) => command.trim())
    .filter((command) => command !== '')
    .map((command) => {
      const [, header, asks, words = ''] = /^:?([^\s?]+)(\??)\s*(.*)$/.exec(command) ?? ['', command, ''];
      return { header, asks: asks === '?', words };
    });
}
