import { z } from 'zod';

const word = z.string().min(1);

/** Who is responsible for a board's calibration, and its date. */
const calibration = z.object({ date: z.iso.date(), by: word });

/**
 * The board on which a device was measured. `emulated`: a virtual board, or anything at a pseudo-terminal. `hardware`: a board
 * with a USB identity, a serial number, and a calibration with its record. `serial`: any other board at a serial port.
 */
export const deviceProvenance = z
  .object({
    kind: z.enum(['emulated', 'serial', 'hardware']),
    /** as reported by the board, with firmware, serial and calibrated */
    model: z.string(),
    firmware: z.string(),
    serial: z.string(),
    calibrated: z.boolean(),
    calibration: calibration.optional(),
    port: z.string(),
    /** as reported by the operating system */
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
        'must be emulated or serial: hardware requires a USB identity, a serial number, and a calibrated board with its calibration record',
    },
  );

/** Form of the calibration record of a board, which its serial number identifies. */
export const calibrationRecord = calibration.extend({ serial: word });

/** Who calibrated a board, and when. */
export type CalibrationRecord = z.infer<typeof calibrationRecord>;
/** The board on which a device was measured. */
export type DeviceProvenance = z.infer<typeof deviceProvenance>;

const WORDS: Record<DeviceProvenance['kind'], string> = {
  emulated: 'emulated',
  serial: 'at a serial port, not proven to be hardware',
  hardware: 'hardware',
};

/** A provenance in words. */
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
