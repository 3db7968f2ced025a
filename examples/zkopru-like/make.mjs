/**
 * Makes a ceremony of 3 circuits and 12 people in which everything goes wrong that went wrong at Zkopru's:
 *
 *     npm run build && node examples/zkopru-like/make.mjs [FOLDER]     (by default in place)
 *     zkassay verify examples/zkopru-like
 *     zkassay contribution hana --in examples/zkopru-like
 *
 * Circuits, powers of tau and initial keys are made with snarkjs; the people are played by the simulator. All
 * secrets are drawn from the seeds below, so that the same files come out each time: do not use the keys.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runStepsOnce } from "../../test/fixtures/stepsOnce.mjs";

const dist = new URL("../../dist/examples/", import.meta.url);
const { openCurve } = await import(new URL("curve.js", dist).href);
const { enact, filesOf } = await import(new URL("ceremony.js", dist).href);

const folder = process.argv[2] ?? fileURLToPath(new URL(".", import.meta.url));

/** drand's default chain, round 3366165. */
const PTAU_BEACON = "c25de9ba2cdf3ac9be2aa74dbf038aa6e84969151d51318946beafaf20f9c30b";
/** drand's quicknet, round 14517013. */
const KEY_BEACON = "97d920a0817f74b4dbff89a721faeda4ea307bc5d8890ebb833700ea68b2d106";

/** A product of n factors, as many constraints less one. @param {number} n */
const circuit = (n) => `pragma circom 2.1.0;
template Product(n) {
  signal input factor[n];
  signal output product;
  signal partial[n];
  partial[0] <== factor[0] * factor[1];
  for (var i = 1; i < n - 1; i++) partial[i] <== partial[i - 1] * factor[i + 1];
  partial[n - 1] <== partial[n - 2] * partial[n - 2];
  product <== partial[n - 1];
}
component main = Product(${n});
`;
const names = ["product_3", "product_4", "product_5"];

const steps = [
  ["powersOfTau.newAccumulator", "$curve", 4, "pot_0.ptau"],
  ["powersOfTau.contribute", "pot_0.ptau", "pot_1.ptau", "Ada", "a cup of tea"],
  ["powersOfTau.contribute", "pot_1.ptau", "pot_2.ptau", "Grace", "a moth in a relay"],
  ["powersOfTau.beacon", "pot_2.ptau", "pot_3.ptau", "drand default 3366165", PTAU_BEACON, 10],
  ["powersOfTau.preparePhase2", "pot_3.ptau", "pot.ptau"],
  ...names.flatMap((name, i) => [
    ["circom", name, circuit(i + 3), "--O2"],
    ["zKey.newZKey", `${name}.r1cs`, "pot.ptau", `${name}.zkey`],
  ]),
];

const ok = { mishap: null, secondRun: false };
/** @param {string} mishap @param {boolean} secondRun */
const lot = (mishap, secondRun = false) => ({ mishap, secondRun });

const plan = {
  people: [
    "amara",
    "bjorn",
    "chloe",
    "dmitri",
    "esther",
    "farid",
    "grete",
    "hana",
    "ivan",
    "joon",
    "kiri",
    "luca",
  ],
  // prettier-ignore
  lots: [
    [ok, ok, lot("race", true), ok, lot("watchdog"), ok, lot("late", true), ok, lot("unfinished"), ok, lot("same number"), ok],
    [ok, ok, lot("restart"), ok, lot("on a lost one"), ok, lot("ended"), lot("skip"), lot("stale parent", true), ok, ok, ok],
    [ok, lot("race"), ok, lot("takeover"), ok, lot("race"), ok, ok, lot("restart", true), ok, lot("watchdog", true), ok],
  ],
  beacon: true,
  coordinatorLast: true,
  abandoned: [0],
  inventors: [6],
};

const work = mkdtempSync(join(tmpdir(), "zkassay-example-"));
const curve = await openCurve("bn254", { threads: 0 });
try {
  const job = { curve: "bn128", threads: false, seed: "zkassay zkopru-like example", steps };
  runStepsOnce(work, job);
  const read = (/** @type {string} */ name) => new Uint8Array(readFileSync(join(work, name)));
  const initial = names.map((name) => ({ name, bytes: read(`${name}.zkey`) }));
  const beacon = { value: new Uint8Array(Buffer.from(KEY_BEACON, "hex")), iterationsExponent: 10 };
  const played = await enact(plan, { curve, initial, beacon });
  const shared = names.map((name) => ({ r1cs: `${name}/${name}.r1cs`, ptau: "pot.ptau" }));
  const files = new Map([...filesOf(plan, played, shared), ["pot.ptau", read("pot.ptau")]]);
  for (const name of names) files.set(`${name}/${name}.r1cs`, read(`${name}.r1cs`));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
} finally {
  await curve.close();
  rmSync(work, { recursive: true, force: true });
}
