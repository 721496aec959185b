import { printable } from '../../core/printable.js';

const WIDTH = 100;
/** Words that YAML reads as something else than a string, in one of its versions. */
const SPECIAL = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** YAML with comments above its lines, line by line; each comment is written once. */
export class CommentedYaml {
  private readonly lines: string[] = [];
  private readonly said = new Set<string>();

  /** A comment, unless something was said of the same thing already. @param about what it is said of */
  comment(text: string | undefined, indent: string, about: string): void {
    if (!text || this.said.has(about)) return;
    this.said.add(about);
    const room = WIDTH - indent.length - 2;
    for (const line of lines(printable(text), room)) this.lines.push(`${indent}# ${line}`);
  }

  /** A key with its value in YAML, or a key whose value follows. @param start what stands before it on the line */
  key(start: string, key: string, value?: string): void {
    this.lines.push(`${start}${scalar(key)}:${value === undefined ? '' : ` ${value}`}`);
  }

  /** An empty line. */
  space(): void {
    this.lines.push('');
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

/** What JSON leaves as it is, and a terminal may take as a command or as the end of a line. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A string or number as YAML. */
export function scalar(value: string | number): string {
  const isPlain =
    typeof value === 'number' || (/^[A-Za-z]([\w .+/-]*\w)?$/.test(value) && !SPECIAL.test(value));
  return isPlain ? String(value) : JSON.stringify(value).replaceAll(UNPRINTABLE, escaped);
}

function lines(text: string, room: number): string[] {
  const done: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = done.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) done.push(word);
    else done[done.length - 1] = `${last} ${word}`;
  }
  return done;
}
