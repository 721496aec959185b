import { createContext, runInContext } from 'node:vm';
import { createDocument } from 'domino';
import { describe, expect, it } from 'vitest';
import { valuesScript } from '../../src/report/page/values-script.js';

interface Element {
  readonly textContent: string;
  readonly hidden: boolean;
  getAttribute(name: string): string | null;
  dispatchEvent(event: object): void;
}

interface Document {
  querySelector(selectors: string): Element;
  createElement(name: string): Element;
  createEvent(kind: string): { initEvent(type: string, bubbles: boolean, cancelable: boolean): void };
}

/** A page with a figure of two marks and one without values, on which the script has run. Marks are 10 pixels wide, 100 pixels apart. */
function page() {
  const marks = ['one: 7', 'two: 8'].map(
    (words, i) => `<circle id="${100 * i}"><title>${words}</title></circle>`,
  );
  const svg = `<svg aria-labelledby="t"><title id="t">Steps</title><g>${marks.join('')}</g></svg>`;
  const html = `<body><figure>${svg}</figure><figure id="other"><svg><title>Plain</title></svg></figure></body>`;
  const document = createDocument(html) as Document;
  const box = function (this: Element) {
    const left = Number(this.getAttribute('id') ?? 0);
    return { left, right: left + 10, top: 0, bottom: 10, width: 10, height: 10 };
  };
  for (const one of [document.querySelector('circle'), document.createElement('div')])
    Object.assign(Object.getPrototypeOf(one) as object, { getBoundingClientRect: box });
  const context = { document, innerWidth: 800, innerHeight: 600, addEventListener: () => undefined };
  runInContext(valuesScript, createContext(context));
  const event = (type: string, more: object) => {
    const made = document.createEvent('Event');
    made.initEvent(type, true, true);
    document.querySelector('svg').dispatchEvent(Object.assign(made, more));
  };
  const one = (selector: string) => document.querySelector(selector);
  return { event, one, value: () => one('.value') };
}

describe('the script of a page', () => {
  it('shows the value of the mark that is near the pointer, and of none that is far', () => {
    const { event, value } = page();
    event('pointermove', { clientX: 95, clientY: 5 });
    expect([value().hidden, value().textContent]).toEqual([false, 'two: 8']);
    event('pointermove', { clientX: 55, clientY: 5 });
    expect(value().hidden).toBe(true);
  });

  it('goes through the values by the arrow keys, says them, and hides them by Escape', () => {
    const { event, one, value } = page();
    const said = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'].map((key) => {
      event('keydown', { key });
      return one('.values').textContent;
    });
    expect(said).toEqual(['one: 7', 'two: 8', 'one: 7', 'two: 8']);
    event('keydown', { key: 'Escape' });
    expect(value().hidden).toBe(true);
  });

  it('puts the focus on figures with values only, and keeps the name of every figure', () => {
    const { one } = page();
    expect(one('svg').getAttribute('tabindex')).toBe('0');
    expect(one('svg').getAttribute('aria-label')).toBe('Steps');
    expect(one('#other svg').getAttribute('tabindex')).toBeNull();
    expect(one('#other svg').getAttribute('aria-label')).toBe('Plain');
  });
});
