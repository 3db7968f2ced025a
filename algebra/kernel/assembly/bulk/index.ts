export { allocate, releaseAll } from "./memory";
export { addScaled, scaleByPowers, transform } from "./vectors";
export {
  completeCombinations,
  endRow,
  feedCoefficients,
  feedConstraints,
  lastFault,
  setWeights,
  startCoefficients,
  startConstraints,
} from "./sparse";
export { squareRoots } from "./roots";
