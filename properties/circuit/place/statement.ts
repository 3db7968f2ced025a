/** What a statement of a template may constrain: which signals it mentions, itself and through variables. */
import type { Statement, Template } from "../../../transcripts/circom/source.js";

/** A signal as a template names it: its own, or one of a component of it. */
export interface LocalName {
  /** "in", or "n2b.out". */
  readonly base: string;
  /** Those of the component, then those of the signal. */
  readonly indices: readonly number[];
  /** The line of the call, where the component is an anonymous one. */
  readonly anonymous?: { readonly template: string; readonly line: number };
}

/** A mention in a text; null stands for an index that is no literal. */
interface Mention {
  readonly base: string;
  readonly indices: readonly (number | null)[];
}

/** A statement that makes constraints. */
export interface ConstraintStatement {
  readonly statement: Statement;
  /** All that it mentions, and all that its variables were computed from: its constraints have nothing else. */
  readonly mentions: readonly Mention[];
  /** What cannot be absent from its constraints. */
  readonly required: readonly Mention[];
}

const INDEX = String.raw`(?:\s*\[(?:[^[\]]|\[(?:[^[\]]|\[[^[\]]*\])*\])*\])`;
const NAME = new RegExp(
  String.raw`([a-zA-Z_$][\w$]*)(${INDEX}*)(?:\s*\.\s*([a-zA-Z_$][\w$]*)(${INDEX}*))?`,
  "g",
);

/** The literal values of "[3][i]": 3 and null. */
function indicesOf(text: string): (number | null)[] {
  return (text.match(new RegExp(INDEX, "g")) ?? []).map((one) => {
    const digits = /^\s*\[\s*(\d+)\s*\]$/.exec(one)?.[1];
    return digits === undefined ? null : Number(digits);
  });
}

/** Every name in a text, those inside of index brackets too. */
export function mentionsOf(text: string): Mention[] {
  const mentions: Mention[] = [];
  for (const [, name = "", first = "", field, second = ""] of text.matchAll(NAME)) {
    mentions.push({
      base: field === undefined ? name : `${name}.${field}`,
      indices: [...indicesOf(first), ...indicesOf(second)],
    });
    for (const brackets of [first, second])
      if (/[a-zA-Z_$]/.test(brackets)) mentions.push(...mentionsOf(brackets));
  }
  return mentions;
}

/** Whether a mention can stand for a signal: whole arrays are mentioned without their last indices. */
export function covers(mention: Mention, { base, indices }: LocalName): boolean {
  return (
    mention.base === base &&
    mention.indices.length <= indices.length &&
    mention.indices.every((index, i) => index === null || index === indices[i])
  );
}

const ANONYMOUS_CALL = /[\w$]+\s*\((?:[^()]|\([^()]*\))*\)\s*\(/;

/** The statements of a template that make constraints. */
export function constraintStatements({ statements }: Template): ConstraintStatement[] {
  const sources = variableSources(statements);
  const signals = declaredSignals(statements);
  return statements.flatMap((statement) => {
    const matched = /^([^]*?)(?:<==|==>|===)([^]*)$/.exec(withoutDeclaration(statement.text));
    if (matched === null) return [];
    const [, left = "", right = ""] = matched;
    const through = (side: string): Mention[] => {
      const direct = mentionsOf(side);
      return [...direct, ...direct.flatMap(({ base }) => [...(sources.get(base) ?? [])])];
    };
    // Besides what is assigned, an anonymous component's inputs are constrained.
    const required = ANONYMOUS_CALL.test(statement.text)
      ? []
      : [
          ...soleSignal(left, through(right), signals),
          ...soleSignal(right, through(left), signals),
          ...plainTerms([left, right], signals),
        ];
    return [{ statement, mentions: [...through(left), ...through(right)], required }];
  });
}

/** "signal output {binary} x[n] <== y" → "x <== y": the brackets of a declaration are sizes. */
function withoutDeclaration(text: string): string {
  const plain = text.replace(DECLARATION, "");
  return plain.length === text.length
    ? text
    : plain.replace(new RegExp(String.raw`^(\s*[\w$]+)${INDEX}*`), "$1");
}

const DECLARATION = /^\s*signal\b\s*(?:input\b|output\b)?\s*(?:\{[^}]*\})?/;

function declaredSignals(statements: readonly Statement[]): ReadonlySet<string> {
  const declarations = statements.filter(({ text }) => DECLARATION.test(text));
  return new Set(
    declarations.flatMap(({ text }) =>
      text
        .replace(DECLARATION, "")
        .replaceAll(new RegExp(INDEX, "g"), "")
        .split(/<==|<--/, 1)
        .flatMap((names) => names.split(",").map((name) => name.trim())),
    ),
  );
}

const isSignal = (base: string, signals: ReadonlySet<string>): boolean =>
  base.includes(".") || signals.has(base);

const withoutIndices = (text: string): string => text.replaceAll(new RegExp(INDEX, "g"), "");

/** The signal that is all of one side: nothing on the other takes it away, unless it is there too. */
function soleSignal(side: string, other: readonly Mention[], signals: ReadonlySet<string>): Mention[] {
  const [first, ...more] = mentionsOf(side).slice(0, 1);
  if (first === undefined || more.length > 0) return [];
  if (withoutIndices(side).replaceAll(/\s/g, "") !== first.base || !isSignal(first.base, signals)) return [];
  return other.some(({ base }) => base === first.base) ? [] : [first];
}

/**
 * All signals of a statement that has nothing but signals, each once, numbers that are not zero, + − * and brackets: no
 * term of it can vanish. A side may be 0.
 */
function plainTerms(sides: readonly string[], signals: ReadonlySet<string>): Mention[] {
  const texts = sides.map((side) => withoutIndices(side).trim()).filter((side) => side !== "0");
  // Brackets that hold numbers alone may come to zero.
  if (texts.some((text) => /\([\d\s+\-*]*\)/.test(text))) return [];
  const words = texts.flatMap((text) => text.split(/[\s+\-*()]+/)).filter((word) => word !== "");
  const names = words.filter((word) => !/^[1-9]\d*$/.test(word));
  const isPlain = names.every((name) => isSignal(name, signals)) && new Set(names).size === names.length;
  if (!isPlain) return [];
  return sides.flatMap((side) => mentionsOf(side)).filter(({ base }) => names.includes(base));
}

/** What each variable was computed from, itself or through others. */
function variableSources(statements: readonly Statement[]): Map<string, Set<Mention>> {
  const sources = new Map<string, Set<Mention>>();
  for (const { text } of statements) {
    const inside = /^for\s*\(([^]*)\)$/.exec(text)?.[1];
    for (const part of inside === undefined ? [text] : inside.split(";")) {
      const matched =
        /^\s*(?:var\s+)?([a-zA-Z_$][\w$]*)[^=<>!&|;]*?(?:\+|-|\*\*?|\/|\\|%|&|\||\^|<<|>>)?=(?!=)([^]*)$/.exec(
          part,
        );
      if (matched === null) continue;
      const [, name = "", value = ""] = matched;
      const known = sources.get(name) ?? new Set();
      for (const mention of mentionsOf(value)) known.add(mention);
      sources.set(name, known);
    }
  }
  // Through other variables, until nothing is added.
  for (let grew = true; grew;) {
    grew = false;
    for (const known of sources.values()) {
      const before = known.size;
      for (const { base } of known) for (const mention of sources.get(base) ?? []) known.add(mention);
      grew ||= known.size > before;
    }
  }
  return sources;
}
