/**
 * What beacons cost, in CPU time of one thread: `node dist/bench/beacon.js [rounds, 64]`. Rounds verified alone and
 * in batch under each scheme, SHA-256 iterated by this tool and by node:crypto, and a beacon contribution derived in
 * every field with 2^10 iterations.
 */
import { createHash, hash, randomBytes } from "node:crypto";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 } from "@noble/curves/bn254.js";
import { blsOnBn254, blsOnG1, blsOnG1WithG2Tag, blsOnG2 } from "../algebra/bls/suites.js";
import { blsVerifier, type BlsVerifier, type SignedMessage } from "../algebra/bls/verify.js";
import { iteratedSha256 } from "../algebra/hashing/iteratedSha256.js";
import { openCurve } from "../algebra/open.js";
import { phase1Subject } from "../checks/beacon/phase1Subject.js";
import { phase2Subject } from "../checks/beacon/phase2Subject.js";
import type { BeaconSubject } from "../checks/beacon/subject.js";
import { readPtau } from "../transcripts/iden3/ptau.js";
import { readZkey } from "../transcripts/iden3/zkey.js";
import { openFile } from "../transcripts/source.js";
import { makeKey, makePtau } from "../test/fixtures/ceremony.js";
import { makeCircuit, multiplier } from "../test/fixtures/circuits.js";

const print = (...cells: readonly string[]): boolean => process.stdout.write(`| ${cells.join(" | ")} |\n`);

/** CPU seconds. */
async function cost(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const count = Number(process.argv[2] ?? 64);
const messages = Array.from({ length: count }, () => new Uint8Array(randomBytes(32)));
const coefficients = messages.map(() => BigInt(`0x${randomBytes(16).toString("hex")}`));
const secret = 0x1234567890abcdef1234567890abcdefn;

/** x‖y, or x.c1‖x.c0‖y.c1‖y.c0, big-endian. */
const big = (...values: readonly bigint[]): Uint8Array =>
  new Uint8Array(Buffer.from(values.map((value) => value.toString(16).padStart(64, "0")).join(""), "hex"));

/** Each scheme with a key of our own, and a signature for every message. */
function schemes(): readonly (readonly [name: string, BlsVerifier, readonly SignedMessage[]])[] {
  const onG1 = bls12_381.G1.Point.BASE.multiply(secret).toBytes();
  const onG2 = bls12_381.G2.Point.BASE.multiply(secret).toBytes();
  const { x, y } = bn254.G2.Point.BASE.multiply(secret).toAffine();
  const signed = (sign: (message: Uint8Array) => Uint8Array): SignedMessage[] =>
    messages.map((message) => ({ message, signature: sign(message) }));
  const bn = signed((message) => {
    const point = blsOnBn254.hash(message).multiply(secret).toAffine();
    return big(point.x, point.y);
  });
  return [
    [
      "chained and unchained, G2",
      blsVerifier(blsOnG2, onG1),
      signed((m) => blsOnG2.hash(m).multiply(secret).toBytes()),
    ],
    [
      "on G1, tag of G2",
      blsVerifier(blsOnG1WithG2Tag, onG2),
      signed((m) => blsOnG1WithG2Tag.hash(m).multiply(secret).toBytes()),
    ],
    [
      "on G1, RFC 9380",
      blsVerifier(blsOnG1, onG2),
      signed((m) => blsOnG1.hash(m).multiply(secret).toBytes()),
    ],
    ["BN254", blsVerifier(blsOnBn254, big(x.c1, x.c0, y.c1, y.c0)), bn],
  ];
}

async function benchRounds(): Promise<void> {
  print("drand scheme", "rounds/s alone", `rounds/s, ${count} in batch`, "ratio");
  print("---", "---", "---", "---");
  for (const [name, verifier, signed] of schemes()) {
    const few = signed.slice(0, 8);
    verifier.faults(few, coefficients);
    const alone = few.length / (await cost(() => few.forEach((one) => verifier.faults([one], [1n]))));
    const batch = count / (await cost(() => verifier.faults(signed, coefficients)));
    print(name, alone.toFixed(0), batch.toFixed(0), (batch / alone).toFixed(1));
  }
}

async function benchIterations(): Promise<void> {
  const exponent = 20;
  const value = new Uint8Array(32).fill(1);
  await iteratedSha256(value, exponent);
  const rate = (seconds: number): string => (2 ** exponent / seconds / 1e6).toFixed(2);
  process.stdout.write("\n");
  print("SHA-256 iterated", "million steps/s");
  print("---", "---");
  print("zkassay (WebAssembly loop)", rate(await cost(() => iteratedSha256(value, exponent))));
  const loops: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
    ["node:crypto hash", (bytes) => hash("sha256", bytes, "buffer")],
    ["node:crypto createHash", (bytes) => createHash("sha256").update(bytes).digest()],
  ];
  for (const [name, step] of loops) {
    const run = (): void => {
      let digest: Uint8Array = value;
      for (let i = 0; i < 2 ** exponent; i++) digest = step(digest);
    };
    print(name, rate(await cost(run)));
  }
}

async function subjectsOf(curve: "bn128" | "bls12381"): Promise<readonly BeaconSubject[]> {
  const ptau = await makePtau({ power: 4, curve });
  const { r1cs } = await makeCircuit(multiplier(), curve);
  const { final } = await makeKey({ r1cs, ptau, curve });
  return [
    phase1Subject(await readPtau(await openFile(ptau))),
    phase2Subject(await readZkey(await openFile(final))),
  ];
}

async function benchDerivation(): Promise<void> {
  process.stdout.write("\n");
  print("beacon contribution, 2^10 iterations", "ms");
  print("---", "---");
  for (const name of ["bn128", "bls12381"] as const) {
    for (const subject of await subjectsOf(name)) {
      const curve = await openCurve(subject.curveName, { threads: 0 });
      const index = subject.rows.length - 1;
      const value = subject.rows[index]?.beaconValue ?? new Uint8Array(1);
      const derive = async (): Promise<void> => {
        const fields = subject.fields(curve, index, await iteratedSha256(value, 10));
        const wrong = fields.find(({ derived, stored }) => Buffer.compare(derived, stored) !== 0);
        if (wrong !== undefined) throw new Error(`${subject.file}: ${wrong.name} is not what was measured`);
      };
      await derive();
      const runs = 8;
      const seconds = await cost(async () => {
        for (let i = 0; i < runs; i++) await derive();
      });
      print(`phase ${subject.phase}, ${subject.curveName}`, ((1000 * seconds) / runs).toFixed(1));
      await curve.close();
    }
  }
}

await benchRounds();
await benchIterations();
await benchDerivation();
process.exit(0);
