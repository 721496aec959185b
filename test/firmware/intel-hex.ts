/** The program words that an Intel hex file holds. */
export function programOf(hex: string, bytes = 32768): Uint16Array {
  const memory = new Uint8Array(bytes);
  for (const line of hex.split(/\r?\n/).filter((text) => text.startsWith(':'))) {
    const record = Buffer.from(line.slice(1), 'hex');
    if (record.reduce((sum, byte) => sum + byte, 0) % 256 !== 0)
      throw new Error(`a wrong sum in the record ${line}`);
    if (record[3] === 0) memory.set(record.subarray(4, 4 + record[0]), record.readUInt16BE(1));
  }
  return new Uint16Array(memory.buffer);
}
