/** Full names of signals → the component that each is in, its template, and the name that the template has for it. */
import type { SourceFile, Template } from "../../../transcripts/circom/source.js";
import type { LocalName } from "./statement.js";

/** A component of a compiled circuit. */
export interface Component {
  /** Full name, such as main.n2b. */
  readonly path: string;
  readonly parent: Component | null;
  /** What it may be an instance of: usually one; several where branches of the source choose. */
  readonly templates: readonly Template[];
}

export interface PlacedSignal {
  readonly component: Component;
  readonly name: LocalName;
  /** The same signal as the parent's source names it; null in main. */
  readonly outside: LocalName | null;
}

export class Components {
  readonly #known = new Map<string, Component>();
  readonly #byName: ReadonlyMap<string, Template>;

  /** @param main the template of main */
  constructor(
    sources: readonly SourceFile[],
    private readonly main: string,
  ) {
    this.#byName = new Map(sources.flatMap(({ templates }) => templates.map((one) => [one.name, one])));
  }

  /** A signal by its full name, such as main.n2b[1].out[3]. */
  place(fullName: string): PlacedSignal {
    const [, ...segments] = fullName.split(".");
    let component = this.component("main", null, [this.main]);
    let last: { segment: string; anonymous: LocalName["anonymous"] } | null = null;
    while (segments.length > 1) {
      const segment = segments[0] ?? "";
      const { base } = split(segment);
      const anonymous = anonymousCall(base);
      const names = anonymous === null ? this.declared(component, base) : [anonymous.template];
      // No component of the template: a bus, whose fields follow.
      if (names.length === 0) break;
      segments.shift();
      component = this.component(`${component.path}.${segment}`, component, names);
      last = { segment, anonymous: anonymous ?? undefined };
    }
    const own = split(segments[0] ?? "");
    const outside = last === null ? null : split(last.segment);
    return {
      component,
      name: own,
      outside:
        outside === null
          ? null
          : {
              base: `${outside.base}.${own.base}`,
              indices: [...outside.indices, ...own.indices],
              ...(last?.anonymous === undefined ? {} : { anonymous: last.anonymous }),
            },
    };
  }

  private component(path: string, parent: Component | null, names: readonly string[]): Component {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const templates = names.flatMap((name) => this.#byName.get(name) ?? []);
    const made = { path, parent, templates };
    this.#known.set(path, made);
    return made;
  }

  /** Names of the templates that a component of this name is made of, in any branch. */
  private declared({ templates }: Component, base: string): string[] {
    const name = base.replaceAll("$", String.raw`\$`);
    const made = new RegExp(
      String.raw`(?:^|[\s,])${name}\s*(?:\[[^=]*\])?\s*=\s*(?:parallel\s+)?([\w$]+)\s*\(`,
    );
    const found = templates.flatMap(({ statements }) =>
      statements.flatMap(({ text }) => made.exec(text)?.[1] ?? []),
    );
    return [...new Set(found)].filter((template) => this.#byName.has(template));
  }
}

/** "n2b[3]" → name and indices. */
function split(segment: string): { readonly base: string; readonly indices: readonly number[] } {
  const [base = segment] = segment.split("[", 1);
  return { base, indices: [...segment.matchAll(/\[(\d+)\]/g)].map(([, digits]) => Number(digits)) };
}

/** circom names the component of a call T(…)(…) T_line_offset. */
function anonymousCall(base: string): { readonly template: string; readonly line: number } | null {
  const [, template, line] = /^([\w$]+)_(\d+)_\d+$/.exec(base) ?? [];
  return template === undefined ? null : { template, line: Number(line) };
}
