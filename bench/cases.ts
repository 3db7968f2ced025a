/** What is measured: files, and the commands of the peer and of this tool that make the same claim about them. */
import { join } from "node:path";
import { makeMarketLog } from "./market.js";
import { makeKey, makePtau } from "../test/fixtures/ceremony.js";
import { makeCircuit, poseidonChain, sha256 } from "../test/fixtures/circuits.js";
import { makeLargeCeremony } from "../test/fixtures/largeCeremony.js";
import { packageRoot } from "../test/fixtures/root.js";
import { sharedData } from "../test/fixtures/sharedData.js";

/** A script and its arguments, run with this Node. */
export type Command = readonly string[];

export interface Case {
  readonly name: string;
  readonly title: string;
  /** Minutes rather than seconds: only with --all. */
  readonly long?: true;
  /**
   * Makes the files, from the cache where it has them; null where they cannot be had on this machine. A tool that
   * has no such command has no commands.
   */
  prepare(): Promise<{ readonly snarkjs: readonly Command[]; readonly zkassay: readonly Command[] } | null>;
}

interface Key {
  readonly r1cs: string;
  readonly ptau: string;
  readonly zkey: string;
}

const snarkjs = join(packageRoot, "node_modules", "snarkjs", "build", "cli.cjs");
const zkassay = join(packageRoot, "dist", "cli", "main.js");

/** As big as a circuit of 2^17 constraints asks for: shows that memory does not grow with the file. */
const largePtau: Case = {
  name: "ptau-18-fresh",
  title: "ptau 2^18, fresh, one contribution",
  long: true,
  async prepare() {
    const ptau = await makePtau({ power: 18, prepared: false, contributions: 1, beacon: false });
    return { snarkjs: [[snarkjs, "powersoftau", "verify", ptau]], zkassay: [[zkassay, "ptau", ptau]] };
  },
};

function ptauCase(power: number, prepared: boolean): Case {
  const state = prepared ? "prepared" : "fresh";
  return {
    name: `ptau-${power}-${state}`,
    title: `ptau 2^${power}, ${state}`,
    async prepare() {
      const ptau = await makePtau({ power, prepared });
      return { snarkjs: [[snarkjs, "powersoftau", "verify", ptau]], zkassay: [[zkassay, "ptau", ptau]] };
    },
  };
}

/**
 * The key with phase 1 taken as given; the same without the historical circuit hash, which the soundness of the key
 * does not need; and with phase 1 checked as well.
 */
function keyCases(name: string, title: string, files: () => Promise<Key>): Case[] {
  const commands = async (): Promise<{ peerKey: Command; peerPtau: Command; ours: Command }> => {
    const { r1cs, ptau, zkey } = await files();
    return {
      peerKey: [snarkjs, "zkey", "verify", r1cs, ptau, zkey],
      peerPtau: [snarkjs, "powersoftau", "verify", ptau],
      ours: [zkassay, "verify", r1cs, ptau, zkey],
    };
  };
  return [
    {
      name,
      title: `${title}, phase 1 taken as given`,
      async prepare() {
        const { peerKey, ours } = await commands();
        return { snarkjs: [peerKey], zkassay: [[...ours, "--trust-ptau"]] };
      },
    },
    {
      name: `${name}-verdict`,
      title: `${title}, the same without its circuit hash`,
      async prepare() {
        const { peerKey, ours } = await commands();
        return { snarkjs: [peerKey], zkassay: [[...ours, "--trust-ptau", "--skip", "zkey/circuit-hash"]] };
      },
    },
    {
      name: `${name}-and-phase1`,
      title: `${title}, with phase 1`,
      async prepare() {
        const { peerKey, peerPtau, ours } = await commands();
        return { snarkjs: [peerPtau, peerKey], zkassay: [ours] };
      },
    },
  ];
}

async function made(circuit: string, power: number): Promise<Key> {
  const ptau = await makePtau({ power });
  const { r1cs } = await makeCircuit(circuit);
  return { r1cs, ptau, zkey: (await makeKey({ r1cs, ptau })).final };
}

/** A public key with 4,118 contributions; snarkjs needs minutes for it. */
const unirep: Case = {
  name: "unirep",
  title: "UniRep epochKeyLite, 4,118 contributions, Hermez 2^11, phase 1 taken as given",
  long: true,
  async prepare() {
    const r1cs = sharedData("real/unirep/epochKeyLite_main.r1cs");
    const ptau = sharedData("real/ptau/powersOfTau28_hez_final_11.ptau");
    const zkey = sharedData("real/unirep/epochKeyLite.zkey");
    if (r1cs === null || ptau === null || zkey === null) return null;
    return {
      snarkjs: [[snarkjs, "zkey", "verify", r1cs, ptau, zkey]],
      zkassay: [[zkassay, "verify", r1cs, ptau, zkey, "--trust-ptau"]],
    };
  },
};

/** What joins people, turns, logs and gists, without keys: snarkjs has nothing that does. */
const RECORD_CHECKS = [
  "files",
  "enough-contributions",
  "conflicts",
  "restarts",
  "timeouts",
  "second-runs",
  "races",
  "indexes",
  "recorded",
  "every-circuit",
  "attestations",
];

const ceremony: Case = {
  name: "ceremony-16x400",
  title: "records of 16 circuits × 400 contributions, joined",
  async prepare() {
    const folder = await makeLargeCeremony({ circuits: 16, contributions: 400 });
    const only = RECORD_CHECKS.map((name) => `ceremony/${name}`);
    return { snarkjs: [], zkassay: [[zkassay, "verify", folder, "--only", ...only]] };
  },
};

function marketCase(thousands: number): Case {
  const events = `${(thousands * 1000).toLocaleString("en-US")} events of a proof market, audited`;
  return {
    name: `market-${thousands}k`,
    title: events,
    ...(thousands > 250 ? { long: true as const } : {}),
    async prepare() {
      const log = await makeMarketLog(thousands * 1000);
      return { snarkjs: [], zkassay: [[zkassay, "market", log, "--quiet"]] };
    },
  };
}

export const cases: readonly Case[] = [
  ...[12, 14, 16].flatMap((power) => [ptauCase(power, false), ptauCase(power, true)]),
  largePtau,
  ...keyCases("zkey-13", "zkey, Poseidon chain, 2^13 constraints", () => made(poseidonChain(15), 14)),
  ...keyCases("zkey-15", "zkey, Poseidon chain, 2^15 constraints", () => made(poseidonChain(63), 16)),
  ...keyCases("sha256-15", "zkey, SHA-256, 2^15 constraints", () => made(sha256(440), 16)),
  unirep,
  ceremony,
  marketCase(250),
  marketCase(1000),
];
