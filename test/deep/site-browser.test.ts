import type { Server } from 'node:http';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf, focusFaultsOf } from '../browser/check-page.js';
import { served } from '../demo/built-demo.js';
import { root } from '../house.js';
import { Chromium, noChromium } from '../live/chromium.js';
import { describeWhere, describeWith } from '../rig.js';

const site = join(root, 'docs/.vitepress/dist');
const pages = existsSync(site)
  ? readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html') && path !== '404.html').sort()
  : []; // prettier-ignore
const MINUTES = 60_000;

describeWith(noChromium, 'the site of the documentation', () => {
  describeWhere(pages.length > 0, 'needs the site, which is not built (npm run demo; cd docs && npm ci && npm run build)', 'in a browser', () => {
    let browser: Chromium;
    let server: Server;
    let address: string;

    beforeAll(async () => {
      ({ server, address } = await served(site, '/'));
      browser = await Chromium.start();
    });
    afterAll(async () => {
      await browser.close();
      server.close();
    });

    it('has its pages', () => {
      expect(pages).toEqual(expect.arrayContaining(['index.html', 'tutorials/first-run.html', 'reference.html', 'gallery.html', 'api/memloop.html', 'demo/index.html']));
    });

    it.each(['index.html', 'tutorials/first-run.html', 'gallery.html', 'demo/index.html'])('is used by keyboard: %s', async (page) => {
      expect(await focusFaultsOf(browser, `${address}${page}`)).toEqual([]);
    });

    describe.each(['day', 'night'])('by %s', (time) => {
      it('reads well on wide and narrow screens', { timeout: 10 * MINUTES }, async () => {
        if (time === 'night') await browser.dark();
        const faults: string[] = [];
        for (const page of pages) faults.push(...(await faultsOf(browser, `${address}${page}`)));
        expect(faults).toEqual([]);
      });
    });

    it('complains of nothing, and asks nobody else', () => {
      expect(browser.complaints).toEqual([]);
      const others = browser.requests.filter((url) => !url.startsWith(address) && !/^(?:about|data):/.test(url));
      expect(others).toEqual([]);
    });
  });
}); // prettier-ignore
