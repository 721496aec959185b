/** One line of a file, with its number from 1. */
export interface SourceLine {
  readonly line: number;
  readonly text: string;
}

/** A file as lines: what may be table, and what is comment; blank lines are in neither. */
export interface SourceLines {
  readonly lines: readonly SourceLine[];
  readonly comments: readonly SourceLine[];
  /** the separator that a line `sep=;` names, as spreadsheets write it */
  readonly separator?: string;
  /** whether lines end in a lone CR */
  readonly returnsOnly: boolean;
}

/** Marks that begin a comment; a name such as `#` before a separator is a column. */
const COMMENT = /^\s*"?(?:#(?!\s*"?\s*[,;\t])|%|!|\/\/)/;
/** Lines that a line break in quotes may join. */
const MOST_JOINED = 5;

/** Splits a text at LF, CR LF or CR, and sorts out blank lines, comments and a line `sep=`. @param skip lines at the top to leave out */
export function sourceLines(text: string, skip = 0): SourceLines {
  const returnsOnly = text.includes('\r') && !text.includes('\n');
  const all = joinQuoted(text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)).filter(({ line }) => line > skip);
  const separator = /^"?sep=(.)"?[,;\s]*$/i.exec(all[0]?.text ?? '')?.[1];
  const told = separator === undefined ? all : all.slice(1);
  const filled = told.filter(({ text }) => /[^\s,;]/.test(text));
  return {
    lines: filled.filter(({ text }) => !COMMENT.test(text)),
    comments: filled.filter(({ text }) => COMMENT.test(text)),
    ...(separator !== undefined && { separator }),
    returnsOnly,
  };
}

/** Lines with numbers; a line that ends within quotes goes on in the next ones. */
function joinQuoted(texts: readonly string[]): SourceLine[] {
  const lines: SourceLine[] = [];
  for (let i = 0; i < texts.length; i++) {
    let length = 1;
    if (!isWhole(texts[i])) {
      const whole = (count: number) => isWhole(texts.slice(i, i + count).join(' '));
      length = Array.from({ length: MOST_JOINED }, (_, k) => k + 1).find(whole) ?? 1;
    }
    lines.push({ line: i + 1, text: texts.slice(i, i + length).join(' ') });
    i += length - 1;
  }
  return lines;
}

function isWhole(text: string): boolean {
  return text.split('"').length % 2 === 1;
}
