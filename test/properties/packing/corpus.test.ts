import { packingProperties } from "../../../properties/packing/index.js";
import { testCorpus } from "../contractCorpus.js";

testCorpus(packingProperties);
