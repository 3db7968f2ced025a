/**
 * Where in the source a constraint comes from. The compiler does not say; but at O0 it changes no constraint, so that
 * every signal in it was mentioned by its statement, and what its statement cannot lack, such as the signal that `<==`
 * assigns, is in it. A statement is the constraint's own where it is the only one that can be.
 */
import type { SourceFile, Template } from "../../../transcripts/circom/source.js";
import type { ConstraintSystem } from "../system.js";
import { Components, type Component, type PlacedSignal } from "./components.js";
import {
  constraintStatements,
  covers,
  mentionsOf,
  type ConstraintStatement,
  type LocalName,
} from "./statement.js";

/** A line of a template's source. */
export interface Place {
  readonly template: string;
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  /** The line is the likeliest of several that can be it. */
  readonly near?: true;
}

/** A statement that can be a constraint's, and how many of its mentions the constraint lacks. */
interface Candidate {
  readonly template: Template;
  readonly line: number;
  readonly spare: number;
}

export class Locator {
  readonly #components: Components;
  readonly #statements = new Map<Template, readonly ConstraintStatement[]>();

  constructor(
    sources: readonly SourceFile[],
    main: string,
    private readonly system: ConstraintSystem,
  ) {
    this.#components = new Components(sources, main);
  }

  /** The statement of a constraint, or null where no source is known. */
  constraint(index: number): Place | null {
    const one = this.system.constraints[index];
    if (one === undefined) return null;
    const wires = new Set([...one.a.keys(), ...one.b.keys(), ...one.c.keys()]);
    wires.delete(0);
    const signals = [...wires].map((wire) => this.#components.place(this.system.nameOf(wire)));
    const owners = ownersOf(signals);
    const candidates = owners.flatMap((owner) => this.candidatesIn(owner, signals));
    const [best, ...others] = candidates.toSorted((a, b) => a.spare - b.spare);
    if (best === undefined) {
      const template = owners.flatMap(({ templates }) => templates)[0];
      return template === undefined ? null : { ...placeOf(template, template.firstLine), near: true };
    }
    const isOnly = others.every(({ template, line }) => template === best.template && line === best.line);
    return { ...placeOf(best.template, best.line), ...(isOnly ? {} : { near: true }) };
  }

  /** Where a signal is declared, or null where no source is known. */
  declaration(wire: number): Place | null {
    const { component, name } = this.#components.place(this.system.nameOf(wire));
    for (const template of component.templates) {
      const statement = template.statements.find(
        ({ text }) => text.startsWith("signal") && mentionsOf(text).some(({ base }) => base === name.base),
      );
      return placeOf(template, statement?.line ?? template.firstLine);
    }
    return null;
  }

  private candidatesIn(owner: Component, signals: readonly PlacedSignal[]): Candidate[] {
    const names = signals.map(({ component, name, outside }) => (component === owner ? name : outside));
    return owner.templates.flatMap((template) => {
      const statements = this.#statements.get(template) ?? constraintStatements(template);
      this.#statements.set(template, statements);
      return statements
        .filter((one) => canBe(one, names))
        .map((one) => ({
          template,
          line: one.statement.line,
          spare: one.mentions.filter(
            (mention) => !names.some((name) => name !== null && covers(mention, name)),
          ).length,
        }));
    });
  }
}

const placeOf = ({ name, file }: Template, line: number): Place => ({ template: name, file, line });

/** A component constrains its own signals and those of its components: which ones these can all be. */
function ownersOf(signals: readonly PlacedSignal[]): readonly Component[] {
  const components = new Set(signals.map(({ component }) => component));
  const candidates = new Set(
    [...components].flatMap((component) => [
      component,
      ...(component.parent === null ? [] : [component.parent]),
    ]),
  );
  return [...candidates].filter((owner) =>
    [...components].every((component) => component === owner || component.parent === owner),
  );
}

/** Whether a statement mentions every signal of a constraint, and the constraint has what the statement cannot lack. */
function canBe(
  { statement, mentions, required }: ConstraintStatement,
  names: readonly (LocalName | null)[],
): boolean {
  const isMentioned = (name: LocalName | null): boolean => {
    if (name === null) return false;
    if (name.anonymous === undefined) return mentions.some((mention) => covers(mention, name));
    const { line } = name.anonymous;
    return statement.line <= line && line <= statement.lastLine;
  };
  if (!names.every(isMentioned)) return false;
  return required.every((mention) => names.some((name) => name !== null && covers(mention, name)));
}
