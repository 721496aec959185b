const TOKEN = /<!--[\s\S]*?-->|<!doctype html>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|</g;

/** Complains about the first place where tags of an XML-like document do not match, or where a bare < stands; empty if there is none. */
export function malformation(document: string): string {
  const open: string[] = [];
  for (const [token, closing, name, , empty] of document.matchAll(TOKEN)) {
    if (token === '<') return `bare < among ${open.join(' ')}`;
    if (name === undefined || empty) continue;
    if (!closing) open.push(name);
    else if (open.pop() !== name) return `unexpected ${token}`;
  }
  return open.length > 0 ? `left open: ${open.join(' ')}` : '';
}
