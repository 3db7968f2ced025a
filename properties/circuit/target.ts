/** What a reader asks to be looked at: a file with its own main component, or one template of a file. */
import { resolve } from "node:path";

/** A template's argument: a number, or an array of arguments. */
export type Argument = bigint | readonly Argument[];

/** The scalar fields whose circuits are read; in circom's own words for `--prime`. */
export type PrimeName = "bn128" | "bls12381";

interface Common {
  /** Path of the circom file as the user gave it. */
  readonly file: string;
  /** Folders in which includes are looked up (`-l`), before node_modules folders above the file. */
  readonly libraries?: readonly string[];
  /** Default: bn128. */
  readonly prime?: PrimeName;
}

export type Target =
  | (Common & { readonly kind: "main" })
  | (Common & {
      readonly kind: "template";
      readonly template: string;
      readonly arguments: readonly Argument[];
      /** Names of inputs that main declares public. */
      readonly public?: readonly string[];
    });

/** A target cannot be what it says; the message tells the user what to do. */
export class TargetError extends Error {
  override readonly name = "TargetError";
}

const IDENTIFIER = /^[$_]*[a-zA-Z][a-zA-Z0-9$_]*$/;

/**
 * FILE, or FILE:Template, or FILE:Template(64,32) with nested arrays as in [1,[2,3]].
 * @throws TargetError where the text is neither
 */
export function parseTarget(text: string, libraries: readonly string[] = []): Target {
  const matched = /^(.*\.circom)(?::([^:()]+)(?:\((.*)\))?)?$/s.exec(text);
  if (matched === null)
    throw new TargetError(`${text} is neither FILE.circom nor FILE.circom:Template(arguments)`);
  const [, file = "", template, listed = ""] = matched;
  if (template === undefined) return { kind: "main", file, libraries };
  if (!IDENTIFIER.test(template)) throw new TargetError(`${template} is no name of a template`);
  return { kind: "template", file, template, arguments: parseArguments(listed), libraries };
}

/** 64,32,[1,2] → arguments. @throws TargetError for anything else */
export function parseArguments(text: string): readonly Argument[] {
  const quoted = text.replaceAll(/0x[0-9a-fA-F]+|\d+/g, (digits) => `"${digits}"`);
  const numbers = (value: unknown): Argument => {
    if (Array.isArray(value)) return value.map(numbers);
    if (typeof value === "string" && /^(0x[0-9a-fA-F]+|\d+)$/.test(value)) return BigInt(value);
    throw new TargetError(`(${text}) are no arguments of a template: give numbers, or arrays of them`);
  };
  try {
    return (JSON.parse(`[${quoted}]`) as unknown[]).map(numbers);
  } catch (error) {
    if (error instanceof TargetError) throw error;
    throw new TargetError(`(${text}) are no arguments of a template: give numbers, or arrays of them`);
  }
}

/** The target in the form that parseTarget reads. */
export function targetText(target: Target): string {
  if (target.kind === "main") return target.file;
  return `${target.file}:${target.template}(${target.arguments.map(argumentText).join(",")})`;
}

/** An argument as circom and parseTarget write it. */
function argumentText(argument: Argument): string {
  return typeof argument === "bigint" ? String(argument) : `[${argument.map(argumentText).join(",")}]`;
}

/**
 * The source of a main component for a template.
 * @throws TargetError for a path or a name that would not stay one inside of circom's syntax
 */
export function mainSource(target: Extract<Target, { kind: "template" }>): string {
  const path = resolve(target.file);
  // circom has no escapes in strings.
  if (/["\n\r\\]/.test(path))
    throw new TargetError(`${path} cannot be included: its name has a quote or an escape`);
  for (const name of [target.template, ...(target.public ?? [])]) {
    if (!IDENTIFIER.test(name)) throw new TargetError(`${name} is no name in circom`);
  }
  const shown =
    target.public === undefined || target.public.length === 0
      ? ""
      : ` {public [${target.public.join(", ")}]}`;
  return [
    "pragma circom 2.0.0;",
    `include "${path}";`,
    `component main${shown} = ${target.template}(${target.arguments.map(argumentText).join(", ")});`,
    "",
  ].join("\n");
}
