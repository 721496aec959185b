/** A file as text, and in which encoding it was. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Latin-1';
}

/**
 * Bytes of a file as text: UTF-8, UTF-16 of either byte order with or without a mark, or else Windows Latin-1.
 *
 * @throws Error with the reason, where one part is UTF-8 and another is not
 */
export function textOfBytes(bytes: Uint8Array): DecodedText {
  const wide = wideLabel(bytes);
  // The decoders drop the byte order mark.
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    refuseMixed(bytes);
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Latin-1' };
  }
}

/** A text with letters in UTF-8 beside bytes that are not: read as Latin-1, every such letter would turn into two others. */
function refuseMixed(bytes: Uint8Array): void {
  const text = new TextDecoder('utf-8').decode(bytes);
  const odd = text.indexOf('\uFFFD');
  if (!/[\u0080-\uFFFC]/.test(text)) return;
  const line = text.slice(0, odd).split('\n').length;
  throw new Error(`line ${line} has a byte that is not UTF-8, and other letters of the text are: expected one encoding; save it as UTF-8`);
} // prettier-ignore

/** The byte order of UTF-16 text: by its mark, or because every second byte of its beginning is 0. */
function wideLabel(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const beginning = bytes.subarray(0, 400);
  const zeros = [0, 1].map((offset) => beginning.filter((byte, i) => i % 2 === offset && byte === 0).length);
  const many = beginning.length / 4;
  if (zeros[1] > many && zeros[0] === 0) return 'utf-16le';
  return zeros[0] > many && zeros[1] === 0 ? 'utf-16be' : undefined;
}
