/** Time that one sample of a converter counts for, ns. */
const SAMPLE_NANOS = 100_000;

/**
 * What a reading does to a device, as boards bound it: |V| · (settling time + 0.1 ms) · samples, in mV·s, with voltage and
 * time rounded up to 1 mV and 1 µs. A long reading at a high voltage is a pulse.
 */
export function readDose(microvolts: number, settleNanos: number, averages: number): number {
  const nanovoltSeconds =
    Math.ceil(Math.abs(microvolts) / 1000) * Math.ceil((settleNanos + SAMPLE_NANOS) / 1000);
  return (nanovoltSeconds * averages) / 1e6;
}

/** How long a reading takes at most, seconds. */
export function readSeconds(settleNanos: number, averages: number): number {
  return (settleNanos + SAMPLE_NANOS) * 1e-9 * averages;
}
