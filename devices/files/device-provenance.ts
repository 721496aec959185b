import { z } from 'zod';

const word = z.string().min(1);

/** Who answers for a board's calibration, and since when. */
const answer = z.object({ date: z.iso.date(), by: word });

/**
 * What a device was measured on: `emulated` (a virtual board, or whatever a pseudo-terminal leads to), `serial` (a board
 * behind a serial port that does not prove to be more), or `hardware`, which takes a USB identity, a serial number, and a
 * calibrated board with the record of that.
 */
export const deviceProvenance = z
  .object({
    kind: z.enum(['emulated', 'serial', 'hardware']),
    /** as the board says */
    model: z.string(),
    firmware: z.string(),
    serial: z.string(),
    calibrated: z.boolean(),
    calibration: answer.optional(),
    port: z.string(),
    /** as the operating system says */
    usb: z.object({ vendorId: word, productId: word, serialNumber: word }).optional(),
    row: z.int().nonnegative(),
    column: z.int().nonnegative(),
  })
  .refine(
    ({ kind, serial, calibrated, calibration, usb }) =>
      kind !== 'hardware' || (serial !== '' && calibrated && calibration !== undefined && usb !== undefined),
    {
      path: ['kind'],
      error:
        'must be emulated or serial, for hardware takes a USB identity, a serial number, and a calibrated board with the record of that',
    },
  );

/** The form of the record of a board's calibration, by the board's serial number. */
export const calibrationRecord = answer.extend({ serial: word });

export type CalibrationRecord = z.infer<typeof calibrationRecord>;
export type DeviceProvenance = z.infer<typeof deviceProvenance>;

const WORDS: Record<DeviceProvenance['kind'], string> = {
  emulated: 'emulated',
  serial: 'behind a serial port, not proven to be hardware',
  hardware: 'hardware',
};

/** What a device was measured on, in words. */
export function provenanceText({
  kind,
  model,
  firmware,
  serial,
  calibration,
  port,
}: DeviceProvenance): string {
  const record = calibration ? `, calibrated ${calibration.date} by ${calibration.by}` : '';
  return `${WORDS[kind]} (${model}, firmware ${firmware}, serial number ${serial}, at ${port}${record})`;
}
