/** Limb arithmetic: modular products, their carries, comparisons, powers and signatures. */
import type { Property } from "../property.js";
import { bigLessThan } from "./bigLessThan.js";
import { carriesInRange } from "./carriesInRange.js";
import { carryToZero } from "./carryToZero.js";
import { enoughPoints } from "./enoughPoints.js";
import { exponentiation } from "./exponentiation.js";
import { modularMultiplication } from "./modularMultiplication.js";
import { pkcs1Signature } from "./pkcs1Signature.js";
import { powersReduced } from "./powersReduced.js";
import { productCoefficients } from "./productCoefficients.js";
import { quotientLimbs } from "./quotientLimbs.js";
import { remainderLimbs } from "./remainderLimbs.js";
import { remainderReduced } from "./remainderReduced.js";
import { signature } from "./signature.js";

export const rsaProperties: readonly Property[] = [
  modularMultiplication,
  remainderReduced,
  remainderLimbs,
  quotientLimbs,
  carriesInRange,
  enoughPoints,
  productCoefficients,
  carryToZero,
  bigLessThan,
  exponentiation,
  signature,
  pkcs1Signature,
  powersReduced,
];
