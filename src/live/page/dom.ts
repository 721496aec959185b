/** What the script needs of an element of its page. */
export interface PageElement {
  textContent: string | null;
  innerHTML: string;
  hidden: boolean;
  value: number;
  checked: boolean;
  disabled: boolean;
  readonly clientWidth: number;
  addEventListener(event: string, listener: (event: { readonly target: PageElement }) => void): void;
}

/** The events that a server sends. */
export interface EventStream {
  readonly readyState: number;
  addEventListener(event: string, listener: (event: { readonly data: string }) => void): void;
  close(): void;
}

/** What a browser has, as far as it is used here. */
declare const document: {
  title: string;
  getElementById(id: string): PageElement | null;
};
declare const EventSource: new (address: string) => EventStream;

/** An element of the page by its id. */
export function part(id: string): PageElement {
  return document.getElementById(id)!;
}

/** Names the page in its tab. */
export function setTitle(title: string): void {
  document.title = title;
}

/** Listens to the server. @param address below that of the page */
export function listen(address: string): EventStream {
  return new EventSource(address);
}
