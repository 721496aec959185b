declare module 'domino' {
  /** A small DOM without a browser: only what drawing needs. */
  export function createDocument(): unknown;
}
