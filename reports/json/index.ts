export { parseResult, ResultFormatError } from "./parse.js";
export { jsonSchema } from "./schema.js";
export { toJson } from "./serialize.js";
