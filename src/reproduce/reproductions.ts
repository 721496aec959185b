import { ed2 } from './ed2.js';
import { ed4 } from './ed4.js';
import { fig3b } from './fig3b.js';
import { fig5 } from './fig5.js';
import type { Reproduction } from './reproduction.js';
import { fig3c, fig4 } from './t-maze.js';

/** The reproduced figures of the article, in its order. */
export const reproductions: Record<string, Reproduction> = { fig3b, fig3c, fig4, fig5, ed2, ed4 };
