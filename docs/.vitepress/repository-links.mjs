import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

/**
 * Makes links of Markdown, which lead from file to file in the repository, lead from page to page of the site. What is no
 * page of the site stays readable as text: a link to a file of the code becomes the name of that file.
 */
export function repositoryLinks(markdown, { root, isPage, addressOf, sourceOf }) {
  markdown.core.ruler.push('repository-links', ({ tokens, env }) => {
    for (const { children } of tokens) {
      for (const [i, token] of (children ?? []).entries()) {
        const href = token.type === 'link_open' ? token.attrGet('href') : null;
        if (href === null || /^([a-z]+:|#|\/)/.test(href)) continue;
        const [path, anchor] = href.split('#');
        const file = relative(root, resolve(root, dirname(sourceOf(env.path)), decodeURI(path)));
        if (isPage(file)) token.attrSet('href', addressOf(file) + (anchor ? `#${anchor}` : ''));
        else if (isFile(resolve(root, file))) unlink(children, i);
      }
    }
  });
}

function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}

/** Leaves the text of a link. */
function unlink(children, start) {
  const end = children.findIndex(({ type }, i) => i > start && type === 'link_close');
  for (const token of [children[start], children[end]]) Object.assign(token, { type: 'text', content: '', tag: '', nesting: 0 });
} // prettier-ignore
