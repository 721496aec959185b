/** The packet of each device: q, or one of its N pulses where that is more, for a device cannot be given less. */
export function packetSizes(range: Int32Array, packet: number): Float64Array {
  return Float64Array.from(range, (pulses) => Math.max(packet, 1 / pulses));
}
