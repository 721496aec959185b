import type { Chromium } from '../live/chromium.js';
import { after } from '../live/live-client.js';
import { FOCUS_FAULTS, LIST_TO_FOCUS, PAGE_FAULTS, TO_FOCUS, WATCH_FOCUS } from './page-faults.js';

const WIDTHS = [1280, 390];
/** What changes slowly is there at once. */
const AT_ONCE = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important; }');
  document.adoptedStyleSheets.push(sheet);
})()`;
/** Presses of Tab beyond the number of things that it should reach. */
const SPARE = 5;

/** Opens a page, and waits until its scripts have drawn it. */
async function opened(browser: Chromium, url: string): Promise<void> {
  await browser.open(url);
  const isDrawn = `document.readyState === 'complete' && (!document.querySelector('#app') || '__vue_app__' in document.querySelector('#app'))`;
  for (const end = Date.now() + 20_000; !(await browser.evaluate(isDrawn));) {
    if (Date.now() > end) throw new Error(`waited 20 seconds for ${url}`);
    await after(20);
  }
  await browser.evaluate(AT_ONCE);
  await after(50);
}

/** What is wrong with a page on a wide and on a narrow screen, in sentences. */
export async function faultsOf(browser: Chromium, url: string): Promise<string[]> {
  await opened(browser, url);
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await browser.resize(width, 900);
    await after(50);
    const found = await browser.evaluate<string[]>(PAGE_FAULTS);
    faults.push(...found.map((fault) => `${url} at ${width}: ${fault}`));
  }
  await browser.resize(WIDTHS[0], 900);
  return faults;
}

/** What the keyboard does not reach on a page, or reaches unseen. */
export async function focusFaultsOf(browser: Chromium, url: string): Promise<string[]> {
  await opened(browser, url);
  await browser.evaluate(`${WATCH_FOCUS}, ${LIST_TO_FOCUS}, 0`);
  const presses = (await browser.evaluate<number>(TO_FOCUS)) + SPARE;
  for (let press = 0; press < presses; press++) await browser.press('Tab', 9);
  return browser.evaluate<string[]>(FOCUS_FAULTS);
}
