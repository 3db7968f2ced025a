/** The little XML that a report needs: elements, attributes, text. All text that enters here has gone through `visible`. */

export interface Element {
  readonly name: string;
  readonly children: readonly Element[] | string;
  toString(): string;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
};

/** XML 1.0 §2.2: noncharacters may not stand in a document, not even as references. */
const illegal = /[\uFFFE\uFFFF]/g;

const escaped = (text: string, special: RegExp): string =>
  text.replace(illegal, "\uFFFD").replace(special, (character) => entities[character] ?? character);

/** @param children elements, or text */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly Element[] | string = [],
): Element {
  const given = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value, /[&<>"'\n]/g)}"`)
    .join("");
  return {
    name,
    children,
    toString: () => {
      const inside =
        typeof children === "string" ? escaped(children, /[&<>]/g) : children.map(String).join("");
      return inside === "" ? `<${name}${given}/>` : `<${name}${given}>${inside}</${name}>`;
    },
  };
}
