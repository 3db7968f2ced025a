import { containerCheck } from "../shared/container.js";
import { unboundBytes } from "./unbound.js";

export const r1csContainer = containerCheck("r1cs", "labels: 8 bytes per wire", unboundBytes);
