import { wrapped } from './wrapped.js';

/** A line of a list that is no command: its name, and where its words begin. */
const LISTED = /^( +(?!memloop |npx )\S+(?: \S+)* {2,})(?=\S)/;
/** What stands below is copied. */
const EXAMPLES = /^Examples?:$/;

/** A help text with lines of at most so many characters: paragraphs and items of lists flow; other indented lines, which are copied, stay whole. */
export function fittedHelp(text: string, width: number): string {
  return text
    .split('\n\n')
    .map((part) => (EXAMPLES.test(part.trimStart().split('\n')[0]) ? part : fittedPart(part, width)))
    .join('\n\n');
}

function fittedPart(text: string, width: number): string {
  return blocksOf(text.split('\n'))
    .flatMap((block) => fitted(block, width))
    .join('\n');
}

/** Lines, those of a paragraph or of an item of a list as one. */
function blocksOf(lines: readonly string[]): string[] {
  const blocks: string[] = [];
  /** how far the lines of the present block are indented; undefined if it has ended */
  let indent: number | undefined;
  for (const line of lines) {
    const own = line.length - line.trimStart().length;
    if (line !== '' && own === indent) blocks.push(`${blocks.pop()} ${line.trim()}`);
    else blocks.push(line);
    const item = LISTED.exec(line)?.[1].length;
    // A heading, such as "Examples:", ends its line.
    if (line === '' || line.endsWith(':')) indent = undefined;
    else if (own !== indent) indent = item ?? (own === 0 ? 0 : undefined);
  }
  return blocks;
}

function fitted(line: string, width: number): string[] {
  const [name = ''] = LISTED.exec(line) ?? [];
  const copied = line.startsWith(' ') && name === '';
  if (line.length <= width || copied) return [line];
  const [first, ...rest] = wrapped(line.slice(name.length), width, name.length);
  return [name + first.trimStart(), ...rest];
}
