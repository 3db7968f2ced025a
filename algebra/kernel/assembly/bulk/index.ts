export { allocate } from "./memory";
export { fromUncompressed, toUncompressed } from "./encodings";
export { addScaled, scaleByPowers, transform } from "./vectors";
export {
  coefficientTotals,
  completeCombinations,
  feedCoefficients,
  feedConstraints,
  lastFault,
  setWeights,
  startCoefficients,
  startConstraints,
} from "./sparse";
export { squareRoots } from "./roots";
