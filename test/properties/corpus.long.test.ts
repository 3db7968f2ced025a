/** The corpus with as many inputs as `zkassay circuit` makes. The quick tests of each room make fewer on mended forms. */
import { uniquenessProperties } from "../../properties/uniqueness/index.js";
import { properties } from "../../properties/registry.js";
import { testCorpus } from "./contractCorpus.js";

testCorpus(
  // Proofs make no inputs: uniqueness/corpus.test.ts is whole.
  properties.filter(({ id }) => uniquenessProperties.every((one) => one.id !== id)),
  100,
);
