/**
 * Makes the example ceremony again: `node examples/small/make.mjs [FOLDER]`, by default in place.
 *
 * A real ceremony in every respect but one: snarkjs draws all secrets from the seed below, so that the same files
 * come out each time. Whoever reads this knows the toxic waste; do not use the key for anything.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runStepsOnce } from "../../test/fixtures/stepsOnce.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL(".", import.meta.url));

/** drand's default chain, round 3366165. */
const PTAU_BEACON = "c25de9ba2cdf3ac9be2aa74dbf038aa6e84969151d51318946beafaf20f9c30b";
/** drand's quicknet, round 14517013. */
const KEY_BEACON = "97d920a0817f74b4dbff89a721faeda4ea307bc5d8890ebb833700ea68b2d106";
const ITERATIONS_EXPONENT = 10;

const circuit = readFileSync(new URL("circuit.circom", import.meta.url), "utf8");

const steps = [
  ["circom", "circuit", circuit, "--O2"],
  ["delete", "circuit_js", "circuit.sym"],

  ["powersOfTau.newAccumulator", "$curve", 8, "pot_0.ptau"],
  ["powersOfTau.contribute", "pot_0.ptau", "pot_1.ptau", "Ada", "a cup of tea"],
  ["powersOfTau.contribute", "pot_1.ptau", "pot_2.ptau", "Grace", "a moth in a relay"],
  [
    "powersOfTau.beacon",
    "pot_2.ptau",
    "pot_3.ptau",
    "drand default 3366165",
    PTAU_BEACON,
    ITERATIONS_EXPONENT,
  ],
  ["powersOfTau.preparePhase2", "pot_3.ptau", "pot.ptau"],
  ["delete", "pot_0.ptau", "pot_1.ptau", "pot_2.ptau", "pot_3.ptau"],

  ["zKey.newZKey", "circuit.r1cs", "pot.ptau", "key_0.zkey"],
  ["zKey.contribute", "key_0.zkey", "key_1.zkey", "Emmy", "a ring and its ideals"],
  ["zKey.contribute", "key_1.zkey", "key_2.zkey", "Sophie", "a prime and its double plus one"],
  ["zKey.contribute", "key_2.zkey", "key_3.zkey", "Hypatia", "a cone and a plane"],
  ["zKey.beacon", "key_3.zkey", "final.zkey", "drand quicknet 14517013", KEY_BEACON, ITERATIONS_EXPONENT],
  ["zKey.exportVerificationKey", "final.zkey"],
  ["delete", "key_0.zkey", "key_1.zkey", "key_2.zkey", "key_3.zkey"],
];

const job = { curve: "bn128", threads: false, seed: "zkassay example", steps };
runStepsOnce(folder, job);
