const [BELL, ESCAPE, CSI, ST, OSC] = [0x07, 0x1b, 0x9b, 0x9c, 0x9d].map((code) => String.fromCharCode(code));
/** Escape sequences of terminals: colours and cursors (CSI), titles (OSC), and those of two letters. */
const SEQUENCES = new RegExp(
  [
    String.raw`(?:${ESCAPE}\[|${CSI})[0-?]*[ -/]*[@-~]`,
    String.raw`(?:${ESCAPE}\]|${OSC})[^${BELL}${ESCAPE}${ST}]*(?:${BELL}|${ESCAPE}\\|${ST})`,
    `${ESCAPE}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);
/** Control characters, line separators, and marks that turn the direction of text. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

/** A text on one line, without control characters and escape sequences: safe for a terminal, a file name and a page. */
export function printable(text: string): string {
  if (text.search(CONTROLS) < 0) return text;
  return text.replaceAll(SEQUENCES, '').replaceAll(CONTROLS, ' ').trim();
}
