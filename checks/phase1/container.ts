import { containerCheck } from "../shared/container.js";

export const ptauContainer = containerCheck("ptau", "tauG1: 2^(p+1) − 1 points of 64 bytes on BN254");
