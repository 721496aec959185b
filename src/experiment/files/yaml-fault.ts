/** Deeper than any file of ours, and far from where a parser runs out of memory. */
const DEEPEST = 200;

/** What a parser would not name well in a text: where it is, and what is wrong. */
export interface TextFault {
  readonly offset: number;
  readonly message: string;
}

/** A comment in JSON, or nesting without end, in a text that is to be read as YAML or JSON; undefined if there is none. */
export function yamlFault(text: string): TextFault | undefined {
  return jsonComment(text) ?? endlessNesting(text);
}

/** The first comment in a text that looks like JSON. Strings may hold anything, words of YAML hold slashes, and YAML has comments of its own. */
function jsonComment(text: string): TextFault | undefined {
  if (!/^\s*(?:[{[]|\/[/*])/.test(text) || isJson(text)) return undefined;
  const found = [...text.matchAll(/"(?:[^"\\\n]|\\.)*"|#.*|(?<![^\s,{}[\]"])\/[/*]/g)].find(([token]) => /^\/[/*]/.test(token));
  return found && {
    offset: found.index,
    message: `got a comment (${found[0]}): expected JSON, which has none; remove it, or begin it with # and name the file .yaml`,
  };
} // prettier-ignore

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function endlessNesting(text: string): TextFault | undefined {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/[[{\]}]|(?:[-?:] +){200}/g)) {
    depth += sign.length > 1 ? DEEPEST : '[{'.includes(sign) ? 1 : -1;
    if (depth >= DEEPEST)
      return { offset: index, message: `got more than ${DEEPEST} lists and objects inside one another: expected fewer` };
  }
  return undefined;
} // prettier-ignore
