/** Limb arithmetic: modular products, their carries, comparisons, powers and signatures. */
import type { Property } from "../property.js";
import { bigLessThan } from "./bigLessThan.js";
import { carriesInRange } from "./carriesInRange.js";
import { carryToZero } from "./carryToZero.js";
import { enoughPoints } from "./enoughPoints.js";
import { exponentiation } from "./exponentiation.js";
import { modularMultiplication } from "./modularMultiplication.js";
import { productCoefficients } from "./productCoefficients.js";
import { quotientLimbs } from "./quotientLimbs.js";
import { remainderLimbs } from "./remainderLimbs.js";
import { remainderReduced } from "./remainderReduced.js";

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
];
