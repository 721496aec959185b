/** What is at the far end of a link, as the operating system reports it; no setting can change it. */
export type Provenance =
  | { readonly kind: 'emulated'; readonly path: string }
  | {
      readonly kind: 'serial';
      readonly path: string;
      readonly vendorId: string;
      readonly productId: string;
      readonly serialNumber: string;
    }
  | { readonly kind: 'in-process' };

/**
 * One connection that carries bytes both ways. Bytes may get lost or arrive in part. A closed connection stays closed;
 * a new connection is a new transport, so nothing that was written to the old one can come out of it.
 */
export interface Transport {
  readonly provenance: Provenance;
  /** Resolves when the bytes have left. If they cannot leave, it rejects or never settles. */
  write(bytes: Uint8Array): Promise<void>;
  /** The listener must not keep the bytes after the call. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** The listener is called once, also if this side closed the connection. */
  onClose(listener: (reason: string) => void): void;
  close(): Promise<void>;
}
