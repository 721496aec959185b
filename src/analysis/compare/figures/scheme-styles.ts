import type { SymbolType } from '@observablehq/plot';
import { catalogue } from '../../../experiment/catalogue.js';
import { HUE } from '../../../report/marks/palette.js';
import { ofPlugin } from '../candidates.js';
import type { Compared, Comparison } from '../comparison.js';

/** How a scheme is drawn in every figure of a comparison: the hue of its family, and its own shape. */
export interface SchemeStyle {
  colour: string;
  symbol: SymbolType;
}

/** Hues of the families of the catalogue in its order, then of schemes without a family. */
const HUES = [HUE.blue, HUE.grey, HUE.vermilion, HUE.green, HUE.purple, HUE.amber, HUE.crimson, HUE.brown, HUE.olive, HUE.sky, HUE.violet]; // prettier-ignore
const SHAPES: SymbolType[] = ['circle', 'square', 'triangle', 'diamond', 'star', 'wye', 'cross'];

/** The families of the catalogue in its order, so that a family has the same hue in every report. */
function families(): string[] {
  return [...new Set(catalogue.schemes.entries.flatMap(([, { family }]) => family ?? []))];
}

/** The style of every scheme by its name. @param rules the name of the scheme's kind for each condition of the run */
export function schemeStyles(comparison: Comparison, rules: readonly string[]): Map<string, SchemeStyle> {
  const all = comparison.groups.flatMap(({ compared }) => compared);
  const inOrder = all.toSorted((a, b) => a.condition - b.condition);
  const hues: (string | undefined)[] = families();
  const members = new Map<number, number>();
  const styles = new Map<string, SchemeStyle>();
  for (const one of inOrder) {
    if (styles.has(one.scheme)) continue;
    const family = familyOf(one, rules);
    if (!hues.includes(family)) hues.push(family);
    const hue = hues.indexOf(family) % HUES.length;
    const member = members.get(hue) ?? 0;
    members.set(hue, member + 1);
    styles.set(one.scheme, { colour: shade(HUES[hue], member), symbol: SHAPES[member % SHAPES.length] });
  }
  return styles;
}

/** The family of a scheme; one of a plugin, or without a family, is a family of its own. */
function familyOf({ scheme, condition }: Compared, rules: readonly string[]): string {
  const rule = rules[condition] ?? scheme;
  const known = !ofPlugin(rule) && catalogue.schemes.has(rule);
  return (known ? catalogue.schemes.get(rule).family : undefined) ?? `${rule}/`;
}

/** The colour of a member: when all shapes are used up, halfway to grey. */
function shade(colour: string, member: number): string {
  if (member < SHAPES.length) return colour;
  const parts = [1, 3, 5].map((at) => Math.round((Number.parseInt(colour.slice(at, at + 2), 16) + 0x88) / 2));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
