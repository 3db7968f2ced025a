export { openCircuit, type Circuit, type OpenOptions } from "./circuit.js";
export { CompileError } from "./compiler/error.js";
export { compile, type Compiled, type CompileOptions, type Level, type Product } from "./compiler/compile.js";
export * from "./signals.js";
export type { Main } from "./sources.js";
export * from "./system.js";
export { parseTarget, TargetError, targetText, type Argument, type Target } from "./target.js";
export { formulaOf, type Violation } from "./violation.js";
export type { Refusal } from "./witness/calculator.js";
