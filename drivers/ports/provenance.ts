/** What is at the far end of a link, as far as the operating system can tell; no setting can say otherwise. */
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
