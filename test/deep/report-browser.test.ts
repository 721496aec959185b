import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf, focusFaultsOf } from '../browser/check-page.js';
import { memloop } from '../cli/memloop.js';
import { Chromium, noChromium } from '../live/chromium.js';
import { describeWith } from '../rig.js';
import { scratch } from '../scratch.js';

const SWEEP =
  'environment: t-maze\nconditions: [{ bank: ideal }, { bank: mean }]\nsweep: { learningRate: [0.1, 0.2] }\n';
const ADAPTIVE =
  'environment: t-maze\nconditions: [{ bank: mean }]\nsweep: { learningRate: [0.05, 0.1, 0.2, 0.4] }\nuntil: { left: 2 }\n';
const SMALL = ['--seeds', '4', '--episodes', '60'];

const MINUTE = 60_000;

const COMMANDS: Readonly<Record<string, (folder: string) => string[]>> = {
  'a run': () => ['run', 't-maze', ...SMALL],
  'a run in the plane': () => ['run', 'water-maze', '--seeds', '3', '--episodes', '40'],
  'a comparison': () => ['compare', 't-maze', ...SMALL, '--tune', 'none'],
  'a sweep': (folder) => {
    const file = join(folder, 'sweep.yaml');
    writeFileSync(file, SWEEP);
    return ['sweep', file, ...SMALL];
  },
  'an adaptive sweep': (folder) => {
    const file = join(folder, 'adaptive.yaml');
    writeFileSync(file, ADAPTIVE);
    return ['sweep', file, '--seeds', '16', '--episodes', '60'];
  },
};

describeWith(noChromium, 'reports in a browser', () => {
  let browser: Chromium;
  const reports = new Map<string, string>();

  beforeAll(async () => {
    for (const [name, argsOf] of Object.entries(COMMANDS)) {
      const folder = scratch();
      const out = join(folder, 'run');
      const { code, stderr } = await memloop([...argsOf(folder), '--out', out]);
      expect(code, stderr).toBe(0);
      reports.set(name, pathToFileURL(join(out, 'report.html')).href);
    }
    browser = await Chromium.start();
  }, MINUTE);
  afterAll(() => browser.close());

  const names = Object.keys(COMMANDS);

  it.each(names)('are used by keyboard: %s', async (name) => {
    expect(await focusFaultsOf(browser, reports.get(name)!)).toEqual([]);
  });

  describe.each(['day', 'night'])('by %s', (time) => {
    it.each(names)('read well on wide and narrow screens: %s', async (name) => {
      if (time === 'night') await browser.dark();
      expect(await faultsOf(browser, reports.get(name)!)).toEqual([]);
    });
  });

  it('complain of nothing, and ask nobody', () => {
    expect(browser.complaints).toEqual([]);
    const own = new Set(reports.values());
    expect(browser.requests.filter((url) => !own.has(url) && !/^(?:about|data):/.test(url))).toEqual([]);
  });
});
