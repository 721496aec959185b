import { printableLines } from '../../core/printable.js';

type Write = NodeJS.WriteStream['write'];

/** How each stream writes what memloop draws itself. */
const drawn = new WeakMap<NodeJS.WriteStream, Write>();

/**
 * Lets no control character of a name, a file or a board reach the terminal: text loses them, bytes stay as they are.
 * Returns a function that ends this.
 */
export function cleanOutput(stream: NodeJS.WriteStream): () => void {
  const write = stream.write.bind(stream);
  const present = Object.getOwnPropertyDescriptor(stream, 'write');
  drawn.set(stream, write);
  stream.write = (chunk: Uint8Array | string, ...rest: []) =>
    write(typeof chunk === 'string' ? printableLines(chunk) : chunk, ...rest);
  return () => {
    if (present) Object.defineProperty(stream, 'write', present);
    else delete (stream as Partial<NodeJS.WriteStream>).write;
  };
}

/** A stream for what memloop draws itself with cursors and colours: its text must hold no name, or a `printable` one. */
export function drawing(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = drawn.get(stream);
  return write ? (Object.create(stream, { write: { value: write } }) as NodeJS.WriteStream) : stream;
}
