/** One constraint deleted: the outputs have two values (killed), are still determined (proven), or neither is shown. */
import type { Inputs } from "../../properties/circuit/index.js";
import { findPair, proveUnique, seconds } from "../../properties/uniqueness/index.js";
import { open, print, talk } from "./circuits.js";

interface Subject {
  readonly target: string;
  /** Inputs are below 2^bits. */
  readonly bits?: bigint;
  /** Inputs to start from, with the edges on which the constraints turn. */
  inputs(random: () => number): Inputs[];
}

const SECONDS_TO_PROVE = 1.5;
const SECONDS_TO_KILL = 4;

const below = (random: () => number, bound: number): bigint => BigInt(Math.floor(random() * bound));
const list = (length: number, value: (index: number) => bigint): bigint[] =>
  Array.from({ length }, (_, i) => value(i));

/** Limbs that are equal down to one, and differ there by one, by many, either way. */
function comparisons(random: () => number): Inputs[] {
  const inputs: Inputs[] = [{ a: list(4, () => 7n), b: list(4, () => 7n) }];
  for (let limb = 0; limb < 4; limb++) {
    for (const difference of [1n, -1n, 65529n, -7n]) {
      inputs.push({
        a: list(4, () => 7n),
        b: list(4, (i) => (i === limb ? 7n + difference : i < limb ? below(random, 65536) : 7n)),
      });
    }
  }
  return inputs;
}

/** Moduli of one limb, of all limbs, with a small top limb above large ones; factors whose quotient fits. */
function products(random: () => number): Inputs[] {
  const single = [0, 1, 2, 3].map((limb) => list(4, (i) => (i === limb ? 9n : 0n)));
  const mixed = Array.from({ length: 4 }, () =>
    [3, 2, 1].map((top) =>
      list(4, (i) => (i === top ? 1n + below(random, 60) : i < top ? 128n + below(random, 128) : 0n)),
    ),
  ).flat();
  return [list(4, (i) => (i === 0 ? 200n : 0n)), [6n, 4n, 2n, 2n], ...single, ...mixed].flatMap((p) => {
    const top = p.findLastIndex((limb) => limb > 0n);
    const product = {
      a: list(4, () => below(random, 256)),
      b: list(4, (i) => (i < top || i === 0 ? 1n + below(random, top > 0 ? 255 : 100) : 0n)),
      p,
    };
    // p·1: the remainder is zero, and p itself is the other one, equal to p in every limb.
    return [product, { a: p, b: [1n, 0n, 0n, 0n], p }];
  });
}

const zkEmail = "@zk-email/circuits";
const subjects: readonly Subject[] = [
  {
    target: `${zkEmail}/lib/base64.circom:Base64Decode(3)`,
    inputs: () =>
      ["AbZ9", "+/aA", "0z5Q", "AAAA"].map((text) => ({ in: [...Buffer.from(text)].map(BigInt) })),
  },
  {
    target: `${zkEmail}/utils/array.circom:ItemAtIndex(8)`,
    inputs: (random) => list(8, BigInt).map((index) => ({ in: list(8, () => below(random, 256)), index })),
  },
  {
    target: `${zkEmail}/utils/array.circom:SelectSubArray(16,5)`,
    inputs: (random) =>
      list(16, BigInt).flatMap((startIndex) =>
        [1n, 5n].map((length) => ({ in: list(16, () => below(random, 256)), startIndex, length })),
      ),
  },
  { target: `${zkEmail}/lib/bigint.circom:BigLessThan(16,4)`, inputs: comparisons },
  { target: `${zkEmail}/lib/fp.circom:FpMul(8,4)`, bits: 8n, inputs: products },
];

/** A small generator with a seed (mulberry32), so that the table is the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function row({ target, bits, inputs }: Subject): Promise<void> {
  const circuit = await open(target);
  const { system } = circuit;
  const random = seeded(1);
  const honest: bigint[][] = [];
  for (const one of inputs(random)) {
    const witness = await circuit.witness(one);
    if (Array.isArray(witness)) honest.push(witness);
  }
  const assumptions = bits === undefined ? new Map() : new Map(system.inputs.map((wire) => [wire, { lo: 0n, hi: (1n << bits) - 1n }])); // prettier-ignore
  const counts = { killed: 0, proven: 0, open: 0 };
  const start = Date.now();
  for (const deleted of system.constraints.keys()) {
    const mutant = { ...system, constraints: system.constraints.filter((_, index) => index !== deleted) };
    const proof = proveUnique(mutant, seconds(SECONDS_TO_PROVE), assumptions);
    if (proof.proven) counts.proven++;
    else {
      const pair =
        proof.pair ?? findPair(mutant, { budget: seconds(SECONDS_TO_KILL), random, honest, assumptions });
      if (pair !== null) counts.killed++;
      else {
        counts.open++;
        talk(`${target}: constraint ${deleted} is open`);
      }
    }
  }
  const name = target.replace(/^.*:/, "");
  print(
    `| ${name} | ${system.constraints.length} | ${counts.killed} | ${counts.proven} | ${counts.open} | ${((Date.now() - start) / 1000).toFixed(0)} |`,
  );
}

export async function mutantsTable(names: readonly string[]): Promise<void> {
  print("| circuit | constraints, one deleted at a time | killed | proven still unique | open | s |");
  print("|---|---|---|---|---|---|");
  for (const subject of subjects) {
    const isChosen = names.length === 0 || names.some((name) => subject.target.includes(name));
    if (isChosen) await row(subject);
  }
}
