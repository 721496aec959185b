import type { Provenance } from './provenance.js';

/**
 * One connection that carries bytes both ways, and promises neither that they arrive nor that they arrive whole.
 * Once closed it stays closed: a new connection is a new transport, so that nothing written to the old one comes out.
 */
export interface Transport {
  readonly provenance: Provenance;
  /** Resolves when the bytes have left; rejects, or stays silent, where they cannot. */
  write(bytes: Uint8Array): Promise<void>;
  /** The listener may not keep the bytes: they are only its own during the call. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** Told once, also when we closed it. */
  onClose(listener: (reason: string) => void): void;
  close(): Promise<void>;
}
