/** What drawing needs of an element. */
interface SvgElement {
  textContent: string | null;
  setAttribute(name: string, value: string): void;
  appendChild(child: SvgElement): SvgElement;
}

/** What drawing needs of a document. */
interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement;
}

/** An SVG element with its attributes. */
export function svgElement(
  document: SvgDocument,
  name: string,
  attributes: Record<string, string | number>,
): SvgElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}
