import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { BEACON, BEACON_EXPONENT, makeKey, makePtau } from "../fixtures/ceremony.js";
import { makeCircuit, multiplier, squares } from "../fixtures/circuits.js";
import {
  contributeParams,
  exportChallenge,
  exportParams,
  importParams,
  importResponse,
  makeResponse,
} from "../fixtures/exchange.js";
import type { Job } from "../fixtures/steps.js";
import { runSteps } from "../fixtures/stepsProcess.js";
import { sectionBytes } from "../fixtures/tamper.js";
import { peerVerifiesKey, peerVerifiesPtau } from "../fixtures/peer.js";

test.for(["bn128", "bls12381"] as const)("a ceremony on %s satisfies snarkjs", async (curve) => {
  const ptau = await makePtau({ power: 4, curve });
  const { r1cs } = await makeCircuit(squares(5), curve);
  const key = await makeKey({ r1cs, ptau, curve });
  expect(key.chain).toHaveLength(4);
  expect(await peerVerifiesPtau(ptau, curve)).toBe(true);
  expect(await peerVerifiesKey(r1cs, ptau, key.final, curve)).toBe(true);
  const { protocol, nPublic } = JSON.parse(await readFile(key.verificationKey, "utf8")) as Record<
    string,
    unknown
  >;
  expect({ protocol, nPublic }).toEqual({ protocol: "groth16", nPublic: 2 });
});

test("a truncated ptau serves a key", async () => {
  const ptau = await makePtau({ power: 4, truncatedFrom: 6 });
  const { r1cs } = await makeCircuit(multiplier());
  const key = await makeKey({ r1cs, ptau, contributions: 1, beacon: false });
  expect(await peerVerifiesKey(r1cs, ptau, key.final)).toBe(true);
});

test("parameters go out to a Rust participant and come back", async () => {
  const ptau = await makePtau({ power: 4 });
  const { r1cs } = await makeCircuit(multiplier());
  const key = await makeKey({ r1cs, ptau, contributions: 1, beacon: false });
  const contributed = await contributeParams(await exportParams(key.final));
  expect(await peerVerifiesKey(r1cs, ptau, await importParams(key.final, contributed))).toBe(true);
});

test("a challenge is answered and the response imported, with and without points", async () => {
  const ptau = await makePtau({ power: 4, prepared: false, beacon: false });
  const response = await makeResponse(await exportChallenge(ptau));
  const whole = await importResponse(ptau, response);
  expect(await peerVerifiesPtau(whole)).toBe(true);
  const bare = await importResponse(ptau, response, { points: false });
  expect((await stat(bare)).size).toBeLessThan((await stat(whole)).size);
});

test("the beacon is in the file, and only when asked for", async () => {
  const [PTAU_CONTRIBUTIONS, EXPONENT_TYPE, HASH_TYPE, HASH_BYTES] = [7, 2, 3, BEACON.length / 2];
  const parameters = Buffer.from([EXPONENT_TYPE, BEACON_EXPONENT, HASH_TYPE, HASH_BYTES]);
  const expected = Buffer.concat([parameters, Buffer.from(BEACON, "hex")]);
  const contributions = await sectionBytes(await makePtau({ power: 4 }), PTAU_CONTRIBUTIONS);
  expect(contributions.includes(expected)).toBe(true);
  const without = await makePtau({ power: 4, prepared: false, beacon: false });
  expect((await sectionBytes(without, PTAU_CONTRIBUTIONS)).includes(expected)).toBe(false);
});

test("the same steps make the same bytes", async () => {
  const ptau = await makePtau({ power: 4 });
  const { r1cs } = await makeCircuit(multiplier());
  const key = await makeKey({ r1cs, ptau, contributions: 1, beacon: false });
  const again = await mkdtemp(join(tmpdir(), "zkassay-again-"));
  try {
    const job = await readFile(join(dirname(key.final), "steps.json"), "utf8");
    await runSteps(again, JSON.parse(job) as Job);
    expect(await readFile(join(again, "0001.zkey"))).toEqual(await readFile(key.final));
  } finally {
    await rm(again, { recursive: true });
  }
});
