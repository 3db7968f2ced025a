/** What other rooms use of the bench for a circuit. */
export { agreementOn, pairOf } from "./agreement.js";
export { openCircuit, type Circuit } from "./circuit.js";
export { compile, type Compiled } from "./compiler/compile.js";
export { CompileError } from "./compiler/error.js";
export * from "./signals.js";
export * from "./system.js";
export { parseTarget, TargetError, targetText } from "./target.js";
export { runTrials } from "./trials/runTrials.js";
export { formulaOf } from "./violation.js";
