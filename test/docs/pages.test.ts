import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../house.js';
import { commandLinesOf, faultOf } from './command-lines.js';
import { anchorsOf, linksOf, pagesIn, proseOf, sentencesOf, textOf } from './markdown.js';

const tutorials = pagesIn('docs/tutorials');
const pages = [
  'README.md',
  ...pagesIn('docs'),
  'examples/plugins/README.md',
  'firmware/README.md',
  'drivers/protocols/mbp/README.md',
];

describe('README', () => {
  it('has at most 120 lines', () => {
    expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  it('has the command that runs all checks', () => {
    expect(textOf('README.md')).toMatch(/^npm ci && npm test /m);
    expect(textOf('.ci/run')).toMatch(/^npm ci && npm test$/m);
  });
});

describe('sentences', () => {
  it.each(['README.md', ...tutorials])('of %s have at most 30 words', (page) => {
    const long = sentencesOf(proseOf(page)).filter((sentence) => sentence.split(' ').length > 30);
    expect(long).toEqual([]);
  });

  it('are told apart', () => {
    const found = sentencesOf('# Head\nOne two.\nThree `a b. c` *four.* Five\n\n- six\n- seven 8.5 nine\n\n| a |\n| - |\n');
    expect(found).toEqual(['# Head', 'One two.', 'Three Code *four.*', 'Five', '- six', '- seven 8.5 nine']);
  }); // prettier-ignore
});

describe('links', () => {
  it.each(pages)('of %s lead to a file and a heading', (page) => {
    const broken = linksOf(page).filter((link) => {
      const [path, anchor] = link.split('#');
      const target = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('lead to every page of docs, from the contents or from a page named there', () => {
    const reached = new Set(['docs/index.md']);
    for (const page of reached)
      for (const link of linksOf(page)) {
        const target = normalize(join(dirname(page), link.split('#')[0]));
        if (pages.includes(target)) reached.add(target);
      }
    expect(pagesIn('docs').filter((page) => !reached.has(page))).toEqual([]);
  });
});

describe('command lines', () => {
  it.each(pages)('of %s name commands, options and values that are there', async (page) => {
    const faults = [];
    for (const line of commandLinesOf(page)) faults.push(await faultOf(line));
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('are found, and faults in them', async () => {
    expect(commandLinesOf('README.md').length).toBeGreaterThan(8);
    const faults = ['run t-maze --bank cycels', 'run t-maze --bnak cycles', 'rnu t-maze', 'run', 'board chek virtual'];
    for (const line of faults) expect(await faultOf({ line, inText: false }), line).not.toBe('');
    expect(await faultOf({ line: 'run', inText: true })).toBe('');
  }); // prettier-ignore
});
