declare module 'domino' {
  /** A small DOM without a browser; declared as far as drawing needs it. */
  export function createDocument(html?: string): unknown;
}
