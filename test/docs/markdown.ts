import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house.js';

/** Made by the build of the site, or by npm. */
const MADE = /^(node_modules|api|more|demo|public|\.vitepress)(\/|$)/;

/** Every page below a folder of the repository, by its path in the repository. */
export function pagesIn(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.md') && !MADE.test(name)).map((name) => join(folder, name)).sort();
} // prettier-ignore

export function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** The page without its blocks of code. */
export function proseOf(page: string): string {
  return textOf(page).replaceAll(/^( *)(```|~~~)[^]*?^\1\2$/gm, '');
}

/** The sentences of a page: those of paragraphs, list items and headings; no tables. Code in a line counts as a word. */
export function sentencesOf(prose: string): string[] {
  const paragraphs = prose.replaceAll(/^#.*$/gm, '$&\n').split(/\n\s*\n|\n(?=\s*(?:[-*] |\d+\. |#))/).filter((part) => !/^\s*\|/.test(part));
  return paragraphs.flatMap((part) => {
    const flat = part
      .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, '')
      .replaceAll(/`[^`]*`/g, 'Code')
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/\s+/g, ' ');
    return flat.split(/(?<=[.!?][*_)]*) (?=[^a-z])/).map((sentence) => sentence.trim());
  });
} // prettier-ignore

/** Where a page links to, relative to it. */
export function linksOf(page: string): string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to).filter((to) => !/^[a-z]+:/.test(to));
} // prettier-ignore

/** The anchors of a page's headings, as GitHub and VitePress make them of plain words. */
export function anchorsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title.toLowerCase().replaceAll(/[`*_?!.,:()]/g, '').trim().replaceAll(/\s+/g, '-'),
  );
} // prettier-ignore
