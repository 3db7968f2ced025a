import { rsaProperties } from "../../../properties/rsa/index.js";
import { testCorpus } from "../contractCorpus.js";

testCorpus(rsaProperties);
