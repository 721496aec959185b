/** Advance widths of a TrueType font in thousandths of its size, by code point (tables head, hhea, hmtx and cmap 4 of OpenType 1.9). */
export function advanceWidths(font: Buffer): (codePoint: number) => number {
  const table = (name: string) => {
    for (let at = 12; ; at += 16)
      if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
  };
  const unitsPerEm = font.readUInt16BE(table('head') + 18);
  const metrics = font.readUInt16BE(table('hhea') + 34);
  const glyphOf = characterMap(font, table('cmap'));
  return (codePoint) => {
    const glyph = Math.min(glyphOf(codePoint), metrics - 1);
    return (1000 * font.readUInt16BE(table('hmtx') + 4 * glyph)) / unitsPerEm;
  };
}

function characterMap(font: Buffer, cmap: number): (codePoint: number) => number {
  const offsets = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i)); // prettier-ignore
  const at = offsets.find((offset) => font.readUInt16BE(offset) === 4)!;
  const doubled = font.readUInt16BE(at + 6);
  const [ends, starts] = [at + 14, at + 16 + doubled];
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled];
  return (codePoint) => {
    let segment = 0;
    while (font.readUInt16BE(ends + segment) < codePoint) segment += 2;
    const start = font.readUInt16BE(starts + segment);
    if (start > codePoint) return 0;
    const delta = font.readUInt16BE(deltas + segment);
    const range = font.readUInt16BE(ranges + segment);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyph = font.readUInt16BE(ranges + segment + range + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}
