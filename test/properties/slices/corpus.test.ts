import { sliceProperties } from "../../../properties/slices/index.js";
import { testCorpus } from "../contractCorpus.js";

testCorpus(sliceProperties);
