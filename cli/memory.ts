/**
 * Imported first. Nearly all that a run allocates is large typed arrays, which do not live in V8's young generation;
 * letting that grow would only hold memory.
 */
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--semi-space-growth-factor=1");
