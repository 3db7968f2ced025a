import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { makeCircuit, multiplier } from "../fixtures/circuits.js";
import { describeWithShared } from "../fixtures/shared.js";
import * as tampering from "../fixtures/tamper.js";
import { sectionBytes, tamper, tamperBytes } from "../fixtures/tamper.js";

const HEADER = 1;
const { r1cs } = await makeCircuit(multiplier());
const original = await readFile(r1cs);

test("no edits, no change", async () => {
  expect(await readFile(await tamper(r1cs))).toEqual(original);
  expect(
    await readFile(await tamper(r1cs, tampering.reverseSections(), tampering.reverseSections())),
  ).toEqual(original);
});

test("a flipped byte is the only difference", async () => {
  const changed = await sectionBytes(await tamper(r1cs, tampering.flipByte(HEADER, -1, 0x80)), HEADER);
  const expected = Buffer.from(await sectionBytes(r1cs, HEADER));
  const last = expected.length - 1;
  expected.writeUInt8(expected.readUInt8(last) ^ 0x80, last);
  expect(changed).toEqual(expected);
});

test.each([
  ["duplicated", tampering.duplicateSection(HEADER)],
  ["dropped", tampering.dropSection(HEADER)],
  ["retyped", tampering.retypeSection(HEADER, 99)],
  ["announced longer", tampering.announceLength(HEADER, 1n << 60n)],
  ["replaced", tampering.replaceSection(HEADER, new Uint8Array(3))],
  ["patched", tampering.writeBytes(HEADER, 0, Uint8Array.of(9))],
  ["edited", tampering.editSection(HEADER, (bytes) => void bytes.fill(0))],
  ["counted anew", tampering.writeU32(HEADER, 0, 7)],
  ["swapped", tampering.swapBytes(HEADER, 0, 4, 4)],
  ["added", tampering.addSection(99, new Uint8Array(1))],
  ["reversed", tampering.reverseSections()],
  ["appended", tampering.appendBytes(new Uint8Array(1))],
  ["magic", tampering.setMagic("zkey")],
  ["version", tampering.setVersion(2)],
  ["announced more", tampering.announceSections(200)],
])("%s: the copy differs and the original does not", async (_, edit) => {
  expect(await readFile(await tamper(r1cs, edit))).not.toEqual(original);
  expect(await readFile(r1cs)).toEqual(original);
});

test("an edit of a section that is not there is refused", async () => {
  await expect(tamper(r1cs, tampering.flipByte(77, 0))).rejects.toThrow("no section 77");
});

test("raw bytes: a file cut off", async () => {
  const cut = await tamperBytes(r1cs, (bytes) => bytes.subarray(0, 20));
  expect(await readFile(cut)).toEqual(original.subarray(0, 20));
});

describeWithShared("a real file", ["real/ptau/powersOfTau28_hez_final_02.ptau"], ([hermez]) => {
  test("is copied byte for byte", async () => {
    expect(await readFile(await tamper(hermez))).toEqual(await readFile(hermez));
  });
});
