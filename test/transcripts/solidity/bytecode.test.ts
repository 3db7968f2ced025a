/** Contract code: points are found whatever the compiler does with them, and what is no code is refused. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { MalformedError } from "../../../transcripts/malformed.js";
import { readContractCode } from "../../../transcripts/solidity/bytecode.js";
import { readVerificationKey, type VerificationKey } from "../../../transcripts/verificationKey.js";
import { base } from "../../checks/fixtures/bases.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { compileContract, type SolcSettings } from "../../fixtures/compileContract.js";
import { isInstalled, makeContract } from "../../fixtures/contracts.js";

let key: VerificationKey;
let source: string;

beforeAll(async () => {
  const { key: files } = await base();
  key = await readVerificationKey(bytesSource("vkey.json", await readFile(files.verificationKey, "utf8")));
  source = await readFile(await makeContract(files.final), "utf8");
});

const read = (text: string) => readContractCode(bytesSource("code.hex", text));
const sorted = (points: readonly unknown[]): string[] => points.map((one) => String(one)).sort();

const settings: Readonly<Record<string, SolcSettings>> = {
  "without optimizer": { optimizer: { enabled: false } },
  "with optimizer": { optimizer: { enabled: true, runs: 200 } },
  "for size": { optimizer: { enabled: true, runs: 1 } },
  "by way of Yul": { optimizer: { enabled: true, runs: 200 }, viaIR: true },
  "for an older chain": { optimizer: { enabled: true }, evmVersion: "paris" },
};

describe("solc 0.8", () => {
  test.each(Object.entries(settings))("%s", async (_, options) => {
    const codes = compileContract(source, options);
    const deployed = await read(`0x${codes.deployed}\n`);
    expect(deployed).toMatchObject({
      kind: "deployed",
      declaredInputs: [key.nPublic],
      metadataBytes: 53,
      compiler: "0.8.37",
    });
    expect(sorted(deployed.points.g1)).toEqual(sorted([key.alpha1, ...key.ic]));
    expect(sorted(deployed.points.g2)).toEqual(sorted([key.beta2, key.gamma2, key.delta2]));
    expect(deployed.points.unexplained).toEqual([]);
    expect([...deployed.changing]).toEqual([]);
    const creation = await read(codes.creation);
    expect(creation.kind).toBe("creation");
    expect([...creation.operands]).toEqual([...deployed.operands]);
  });

  test.skipIf(!isInstalled("snarkjs-0.6.11"))("the library style", async () => {
    const { key: files } = await base();
    const old = await readFile(await makeContract(files.final, "snarkjs-0.6.11"), "utf8");
    for (const options of Object.values(settings)) {
      const { points } = await read(compileContract(old, options).deployed);
      expect(sorted(points.g1)).toEqual(sorted([key.alpha1, ...key.ic]));
      expect(sorted(points.g2)).toEqual(sorted([key.beta2, key.gamma2, key.delta2]));
    }
  });

  test("JSON of compilers", async () => {
    const { deployed, creation } = compileContract(source);
    const forms = [
      { bytecode: `0x${creation}`, deployedBytecode: `0x${deployed}` },
      { bytecode: { object: `0x${creation}` }, deployedBytecode: { object: `0x${deployed}` } },
      { evm: { deployedBytecode: { object: deployed } } },
      { bytecode: `0x${creation}` },
    ];
    for (const form of forms) expect((await read(JSON.stringify(form))).points.g2).toHaveLength(3);
  });
});

test("the metadata's bytes are no instructions", async () => {
  const { deployed } = compileContract(source);
  const planted = `7f${"12".repeat(32)}`;
  // A push in the code is seen; the same bytes where metadata announces them are not.
  const value = BigInt(`0x${"12".repeat(32)}`);
  expect((await read(planted + deployed)).operands.has(value)).toBe(true);
  const cbor = `a165627a7a7231${planted}`;
  const length = (cbor.length / 2).toString(16).padStart(4, "0");
  const hidden = await read(`00${cbor}${length}`);
  expect(hidden.operands.has(value)).toBe(false);
  expect(hidden.metadataBytes).toBe(cbor.length / 2 + 2);
});

describe("refused", () => {
  test.each([
    ["nothing", "", /there is no code/],
    ["an address without code", "0x", /there is no code/],
    ["no hexadecimal", "0xzz", /hexadecimal digits/],
    ["half a byte", "0x123", /hexadecimal digits/],
    ["a proxy", `0x363d3d373d3d3d363d73${"ab".repeat(20)}5af43d82803e903d91602b57fd5bf3`, /minimal proxy/],
    ["a library that is not linked", `6080__$${"a".repeat(34)}$__73`, /not linked/],
    ["JSON without code", "{}", /no deployedBytecode/],
    ["JSON that is none", "{", /not JSON/],
    ["creation of another form", "6080604052600a600c5f395ff3fe00", /as it is deployed/],
    ["more than any chain takes", "00".repeat(1024 * 1024 + 1), /at most/],
  ])("%s", async (_, text, problem) => {
    const reading = read(text);
    await expect(reading).rejects.toThrow(MalformedError);
    await expect(reading).rejects.toThrow(problem);
  });

  test("many constants: bounded work, and said", async () => {
    const pushes = Array.from({ length: 2000 }, (_, i) => `7f2${(i * 7919).toString(16).padStart(63, "0")}`);
    expect((await read(pushes.join(""))).points.tooMany).toBe(true);
  });
});

describe("instructions where metadata should be", () => {
  const cbor = (bytes: string): string => {
    // As code, 0x64 is PUSH5: it takes "ipfs" and the byte after it.
    const map = `a264${Buffer.from("ipfs").toString("hex")}58${bytes}`;
    return map + (map.length / 2).toString(16).padStart(4, "0");
  };
  const codeIn = (code: string) => readContractCode(bytesSource("code.hex", code));

  test.each([
    ["behind a place to jump to", `600a56fe${cbor(`5b5a5af4${"00".repeat(40)}`)}`],
    ["behind code that does not end", `6001${cbor(`5a5af4${"00".repeat(40)}`)}`],
  ])("%s are told", async (_, code) => {
    const { changing, hidden, metadataBytes } = await codeIn(code);
    expect(metadataBytes).toBeGreaterThan(0);
    expect([...changing.keys()]).toEqual([]);
    expect([...hidden.keys()]).toEqual(["DELEGATECALL"]);
  });

  test.each([
    ["that nothing leads to", `00fe${cbor(`5a5af4${"00".repeat(40)}`)}`],
    ["behind an end", `00fe${cbor(`5b00f4${"00".repeat(40)}`)}`],
    ["behind what is no instruction", `00fe${cbor(`5b0cf4${"00".repeat(40)}`)}`],
    ["in an operand", `00fe${cbor(`615bf4${"00".repeat(40)}`)}`],
  ])("%s are none", async (_, code) => {
    expect([...(await codeIn(code)).hidden.keys()]).toEqual([]);
  });
});
