import { base64Properties } from "../../../properties/base64/index.js";
import { testCorpus } from "../contractCorpus.js";

testCorpus(base64Properties);
