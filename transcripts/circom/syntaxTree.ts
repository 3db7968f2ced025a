/** What the reader of circom source makes of a file: a syntax tree with lines, and nothing judged. */

/** An expression of circom 2. Lines are 1-based and those of the first token. */
export type Expression =
  | { readonly kind: "number"; readonly line: number; readonly value: bigint }
  | { readonly kind: "name"; readonly line: number; readonly name: string }
  /** `base[index]` */
  | { readonly kind: "index"; readonly line: number; readonly base: Expression; readonly index: Expression }
  /** `base.member`: a signal of a component, or a field of a bus. */
  | { readonly kind: "member"; readonly line: number; readonly base: Expression; readonly member: string }
  /** `NAME(arguments)`: a function, or a template with its parameters. */
  | {
      readonly kind: "call";
      readonly line: number;
      readonly name: string;
      readonly given: readonly Expression[];
    }
  /** `NAME(arguments)(inputs)`: a component without a name. */
  | {
      readonly kind: "anonymous";
      readonly line: number;
      readonly name: string;
      readonly given: readonly Expression[];
      readonly inputs: readonly { readonly port: string | null; readonly value: Expression }[];
    }
  /** Arithmetic, comparison, and `? :` by its three parts. */
  | {
      readonly kind: "operation";
      readonly line: number;
      readonly operator: string;
      readonly parts: readonly Expression[];
    }
  /** `[a, b]` or `(a, b)` */
  | { readonly kind: "list"; readonly line: number; readonly items: readonly Expression[] };

export type AssignOperator = "=" | "<==" | "<--";

/** `signal`, `var`, `component`, or the type of a bus. */
export interface Declaration {
  readonly kind: "declare";
  readonly line: number;
  readonly what: "signal" | "var" | "component";
  readonly direction: "input" | "output" | null;
  readonly names: readonly {
    readonly name: string;
    readonly dimensions: readonly Expression[];
    readonly line: number;
  }[];
}

export type Statement =
  | Declaration
  /** `==>` and `-->` are turned round; `x += y` is `x = x + y`. */
  | {
      readonly kind: "assign";
      readonly line: number;
      readonly operator: AssignOperator;
      readonly to: Expression;
      readonly value: Expression;
    }
  /** `left === right` */
  | {
      readonly kind: "constrain";
      readonly line: number;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Both branches of an `if`, or the body of a loop, with what decides it. */
  | {
      readonly kind: "branch";
      readonly line: number;
      readonly condition: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  /** `assert`, `log`, `return` and a bare expression. */
  | {
      readonly kind: "other";
      readonly line: number;
      readonly word: string;
      readonly values: readonly Expression[];
    };

/** A template, function or bus. */
export interface Definition {
  readonly kind: "template" | "function" | "bus";
  readonly name: string;
  readonly line: number;
  readonly parameters: readonly string[];
  readonly body: readonly Statement[];
  /** The comments that stand just above it, without their marks: where preconditions are written down. */
  readonly comment: string;
}

export interface SyntaxTree {
  readonly file: string;
  readonly definitions: readonly Definition[];
  /** `component main = …`, where the file has one. */
  readonly main: { readonly line: number; readonly value: Expression } | null;
}
