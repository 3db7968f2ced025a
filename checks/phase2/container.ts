import { containerCheck } from "../shared/container.js";

export const zkeyContainer = containerCheck("zkey", "A: one point of 64 bytes per signal on BN254");
