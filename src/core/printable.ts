const [BELL, ESCAPE, CSI, ST, OSC] = [0x07, 0x1b, 0x9b, 0x9c, 0x9d].map((code) => String.fromCharCode(code));
/** Escape sequences of terminals: colours and cursors (CSI), titles (OSC), and those of two letters. */
const SEQUENCES = new RegExp(
  [
    String.raw`(?:${ESCAPE}\[|${CSI})[0-?]*[ -/]*[@-~]`,
    String.raw`(?:${ESCAPE}\]|${OSC})[^${BELL}${ESCAPE}${ST}\n]*(?:${BELL}|${ESCAPE}\\|${ST})`,
    `${ESCAPE}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);
/**
 * Characters that are not seen and change what is: control characters, line separators, marks that turn the direction of
 * text, characters without a width, tags, and halves of a pair. Joiners stay, because scripts and emoji need them.
 */
const HIDDEN =
  String.raw`\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF` +
  String.raw`\uFFF9-\uFFFB\u{E0000}-\u{E007F}`;
const RUNS = new RegExp(`[${HIDDEN}]+`, 'gu');
const EACH = new RegExp(`[${HIDDEN}]`, 'gu');
/** The same in a text of several lines. */
const IN_LINES = new RegExp(String.raw`(?![\n\t])[${HIDDEN}]`, 'gu');

/** Whether a text has characters that are not seen: such a text is no name. */
export function hasHidden(text: string): boolean {
  return text.search(RUNS) >= 0;
}

/** A text on one line, without hidden characters and escape sequences: safe for a terminal, a file name and a page. */
export function printable(text: string): string {
  if (!hasHidden(text)) return text;
  return text.replaceAll(SEQUENCES, '').replaceAll(RUNS, ' ').trim();
}

/** The same for a text of several lines, with tabs. */
export function printableLines(text: string): string {
  if (text.search(IN_LINES) < 0) return text;
  return text.replaceAll(SEQUENCES, '').replaceAll(IN_LINES, '');
}

/** A text whose hidden characters are seen, as in \u001b. */
export function withHiddenShown(text: string): string {
  const shown = (character: string) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`;
  return text.replaceAll(EACH, shown);
}

/** A value in which all texts are printable; one that is nothing else becomes "unnamed". */
export function printableTree<Value>(value: Value): Value {
  if (typeof value === 'string') return (value === '' ? value : printable(value) || 'unnamed') as Value;
  if (Array.isArray(value)) return value.map((each: unknown) => printableTree(each)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, printableTree(each)])) as Value;
}
