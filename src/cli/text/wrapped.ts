/** An interval or a p-value, in which no line ends. */
const WHOLE = /\[[^[\]]*\]|p [<=] \S+/g;
const NO_BREAK = '\u00a0';

/** A text as lines of at most so many characters, broken between words; a longer word is broken inside. @param indent spaces before every line */
export function wrapped(text: string, width: number, indent = 0): string[] {
  const room = Math.max(1, width - indent);
  const kept = text.replace(WHOLE, (part) => part.replaceAll(' ', NO_BREAK));
  const words = kept.split(' ').flatMap((word) => pieces(word, room));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => ' '.repeat(indent) + line.replaceAll(NO_BREAK, ' '));
}

function pieces(word: string, length: number): string[] {
  return word.length > 0 ? word.match(new RegExp(`.{1,${length}}`, 'gsu'))! : [];
}
