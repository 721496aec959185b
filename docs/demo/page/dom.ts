import type { Answer, Order } from '../learning/wire.js';

/** What the script needs of an element of its page. */
export interface PageElement {
  textContent: string | null;
  innerHTML: string;
  className: string;
  hidden: boolean;
  value: string | number;
  disabled: boolean;
  readonly clientWidth: number;
  readonly dataset: Readonly<Record<string, string>>;
  /** of a choice */
  readonly selectedOptions: ArrayLike<PageElement>;
  reportValidity(): boolean;
  addEventListener(event: string, listener: () => void | Promise<void>): void;
}

/** The thread that learns. */
interface Thread {
  postMessage(order: Order, moved: []): void;
  addEventListener(event: 'message', listener: (event: { readonly data: Answer }) => void): void;
  addEventListener(event: 'error', listener: () => void): void;
}

/** What a browser has, as far as it is used here. */
declare const document: { getElementById(id: string): PageElement | null };
declare const Worker: new (address: string, settings: { type: 'module' }) => Thread;
declare const location: { hash: string };
declare const history: { replaceState(state: null, title: '', address: string): void };
declare const navigator: { readonly clipboard?: { writeText(text: string): Promise<void> } };
declare const requestAnimationFrame: (draw: () => void) => void;
declare const addEventListener: (event: 'resize', listener: () => void) => void;

/** An element of the page by its id. */
export function part(id: string): PageElement {
  return document.getElementById(id)!;
}

/** Starts the thread that learns; undefined where the browser forbids it, as on a page that is a file. */
export function startThread(): Thread | undefined {
  try {
    return new Worker('worker.js', { type: 'module' });
  } catch {
    return undefined;
  }
}

/** The choices in the address of the page, by name. */
export function choicesInAddress(): ReadonlyMap<string, string> {
  return new Map(new URLSearchParams(location.hash.slice(1)));
}

/** Writes choices into the address, so that a link repeats them. */
export function writeAddress(choices: Readonly<Record<string, string>>): void {
  history.replaceState(null, '', `#${new URLSearchParams(choices).toString()}`);
}

/** Copies a text, where the browser lets it; says whether it did. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard!.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Calls back when the window has another size. */
export function onResize(listener: () => void): void {
  addEventListener('resize', listener);
}

/** Calls back when the browser is about to draw; a page that nobody sees waits. */
export function beforeDrawing(draw: () => void): void {
  requestAnimationFrame(draw);
}
