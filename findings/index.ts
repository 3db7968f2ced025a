export * from "./check.js";
export * from "./exhibit.js";
export * from "./finding.js";
export * from "./interruption.js";
export * from "./result.js";
