/**
 * drand's chains: what pins a round down. The chain hash commits to period, genesis, key, group and beacon id, and
 * not to the scheme, so that hash, scheme and key are pinned together here. A test recomputes every hash.
 *
 * Facts from the defaults of drand-client, tlock-js, lotus and drand-rs, each named in its `source`.
 */
import { createHash } from "node:crypto";
import type { SchemeId } from "./schemes.js";

export interface DrandChain {
  /** What people call it; unique in this table. */
  readonly name: string;
  /** A test network's shares are in few hands: its values prove nothing about a ceremony. */
  readonly network: "mainnet" | "test";
  /** SHA-256, 64 hex digits; the name that relays know it by. */
  readonly hash: string;
  readonly scheme: SchemeId;
  /** Hex, as relays write it. */
  readonly publicKey: string;
  /** Hex; what round 1 of a chained scheme signs in place of a previous signature. */
  readonly groupHash: string;
  /** Part of the chain hash unless it is "default". */
  readonly beaconId: string;
  /** Unix time of round 1, seconds. */
  readonly genesis: number;
  /** Seconds between rounds. */
  readonly period: number;
  readonly source: string;
}

export const drandChains: readonly DrandChain[] = [
  {
    name: "default",
    network: "mainnet",
    hash: "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
    scheme: "pedersen-bls-chained",
    publicKey:
      "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
    groupHash: "176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a",
    beaconId: "default",
    genesis: 1_595_431_050,
    period: 30,
    source: "drand/drand-client@b9572b2 lib/defaults.ts",
  },
  {
    name: "quicknet",
    network: "mainnet",
    hash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    scheme: "bls-unchained-g1-rfc9380",
    publicKey:
      "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
    groupHash: "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e",
    beaconId: "quicknet",
    genesis: 1_692_803_367,
    period: 3,
    source: "drand/drand-client@b9572b2 lib/defaults.ts",
  },
  {
    name: "fastnet",
    network: "mainnet",
    hash: "dbd506d6ef76e5f386f41c651dcb808c5bcbd75471cc4eafa3f4df7ad4e4c493",
    scheme: "bls-unchained-on-g1",
    publicKey:
      "a0b862a7527fee3a731bcb59280ab6abd62d5c0b6ea03dc4ddf6612fdfc9d01f01c31542541771903475eb1ec6615f8d0df0b8b6dce385811d6dcf8cbefb8759e5e616a3dfd054c928940766d9a5b9db91e3b697e5d70a975181e007f87fca5e",
    groupHash: "a81e9d63f614ccdb144b8ff79fbd4d5a2d22055c0bfe4ee9a8092003dab1c6c0",
    beaconId: "fastnet",
    genesis: 1_677_685_200,
    period: 3,
    source: "drand/tlock-js@17d817e src/drand/defaults.ts",
  },
  {
    name: "evmnet",
    network: "mainnet",
    hash: "04f1e9062b8a81f848fded9c12306733282b2727ecced50032187751166ec8c3",
    scheme: "bls-bn254-unchained-on-g1",
    publicKey:
      "07e1d1d335df83fa98462005690372c643340060d205306a9aa8106b6bd0b3820557ec32c2ad488e4d4f6008f89a346f18492092ccc0d594610de2732c8b808f0095685ae3a85ba243747b1b2f426049010f6b73a0cf1d389351d5aaaa1047f6297d3a4f9749b33eb2d904c9d9ebf17224150ddd7abd7567a9bec6c74480ee0b",
    groupHash: "cd7ad2f0e0cce5d8c288f2dd016ffe7bc8dc88dbb229b3da2b6ad736490dfed6",
    beaconId: "evmnet",
    genesis: 1_727_521_075,
    period: 3,
    source: "drand/drand-client@b9572b2 test/beacon-verification.test.ts",
  },
  {
    name: "testnet-default",
    network: "test",
    hash: "84b2234fb34e835dccd048255d7ad3194b81af7d978c3bf157e3469592ae4e02",
    scheme: "pedersen-bls-chained",
    publicKey:
      "922a2e93828ff83345bae533f5172669a26c02dc76d6bf59c80892e12ab1455c229211886f35bb56af6d5bea981024df",
    groupHash: "4dd408e5fdff9323c76a9b6f087ba8fdc5a6da907bd9217d9d10f2287d081957",
    beaconId: "default",
    genesis: 1_590_445_175,
    period: 25,
    source: "drand/drand-client@b9572b2 lib/defaults.ts",
  },
  {
    name: "quicknet-t",
    network: "test",
    hash: "cc9c398442737cbd141526600919edd69f1d6f9b4adb67e4d912fbc64341a9a5",
    scheme: "bls-unchained-g1-rfc9380",
    publicKey:
      "b15b65b46fb29104f6a4b5d1e11a8da6344463973d423661bb0804846a0ecd1ef93c25057f1c0baab2ac53e56c662b66072f6d84ee791a3382bfb055afab1e6a375538d8ffc451104ac971d2dc9b168e2d3246b0be2015969cbaac298f6502da",
    groupHash: "40d49d910472d4adb1d67f65db8332f11b4284eecf05c05c5eacd5eef7d40e2d",
    beaconId: "quicknet-t",
    genesis: 1_689_232_296,
    period: 3,
    source: "drand/drand-client@b9572b2 lib/defaults.ts",
  },
  {
    name: "testnet-unchained-3s",
    network: "test",
    hash: "7672797f548f3f4748ac4bf3352fc6c6b6468c9ad40ad456a397545c6e2df5bf",
    scheme: "pedersen-bls-unchained",
    publicKey:
      "8200fc249deb0148eb918d6e213980c5d01acd7fc251900d9260136da3b54836ce125172399ddc69c4e3e11429b62c11",
    groupHash: "65083634d852ae169e21b6ce5f0410be9ed4cc679b9970236f7875cff667e13d",
    beaconId: "testnet-unchained-3s",
    genesis: 1_651_677_099,
    period: 3,
    source: "drand/tlock-js@17d817e src/drand/defaults.ts",
  },
  {
    name: "filecoin-incentinet",
    network: "test",
    hash: "80c8b872c714f4c00fdd3daa465d5514049f457f01f85a4caf68cdcd394ba039",
    scheme: "pedersen-bls-chained",
    publicKey:
      "8cad0c72c606ab27d36ee06de1d5b2db1faf92e447025ca37575ab3a8aac2eaae83192f846fc9e158bc738423753d000",
    groupHash: "d9406aaed487f7af71851b4399448e311f2328923d454e971536c05398ce2d9b",
    beaconId: "default",
    genesis: 1_595_873_820,
    period: 30,
    source: "filecoin-project/lotus@2271ca2 build/buildconstants/drand.go",
  },
  {
    name: "filecoin-devnet",
    network: "test",
    hash: "e73b7dc3c4f6a236378220c0dd6aa110eb16eed26c11259606e07ee122838d4f",
    scheme: "pedersen-bls-chained",
    publicKey:
      "8cda589f88914aa728fd183f383980b35789ce81b274e5daee1f338b77d02566ef4d3fb0098af1f844f10f9c803c1827",
    groupHash: "567d4785122a5a3e75a9bc9911d7ea807dd85ff76b78dc4ff06b075712898607",
    beaconId: "default",
    genesis: 1_595_348_225,
    period: 25,
    source: "filecoin-project/lotus@075216d build/drand.go",
  },
  {
    name: "walkthrough",
    network: "test",
    hash: "af8b6fc95693b058a3a59efe586eb31c2c352fe00cf40c62a427d87c34f7a235",
    scheme: "bls-unchained-g1-rfc9380",
    publicKey:
      "81d320f220ee9c79e60e19dedc838c31e3ab919b15481e9feb52f643628c4f6a13fdc52129493875a818109d767272ca0541cbcdcea9335f2870d781b39b845ba8cbd44fdfe4967781cf72ca5917fc9398bcf97ca0548ed5a709016c4b1ff0f3",
    groupHash: "02d678e93908888871b70e3f015b396a8c082bc1493ae5479f8743cb5d972b54",
    beaconId: "walkthrough",
    genesis: 1_687_506_816,
    period: 3,
    source: "drand/drand-client@b9572b2 test/beacon-verification.test.ts",
  },
  {
    name: "noble-bn254-drand",
    network: "test",
    hash: "f50064cd5f71a2e2de647940ac7fa2fd9f6128129ada163e971625ec9f082db2",
    scheme: "bls-bn254-unchained-on-g1",
    publicKey:
      "14018a8127d0cd185f0d0cd168bec330c584581d46f77f41e8ee33ad600588e104961f20efbcec8ce5e176aa182bf141f7059cfb467e3b508bc6f36f227d5cf31c7baa2a010677e813ffca24b4ff5faf3348b2750201c85b126a480118b149f514d3e7aba46a99f40aac6507a2c6d6f3c7a6b38038786831e3e6b5b0adf5894b",
    groupHash: "3a7cd8aa1864ff0cf8837e1bf77dad871aaaa8f046041ccecce74ab4e029f30c",
    beaconId: "default",
    genesis: 1_726_958_055,
    period: 3,
    source: "kevincharm/noble-bn254-drand@104ccdb test/data.ts",
  },
];

/** The chain of this hash or name, or null. Only chains of the table are known: a round proves nothing without a pinned key. */
export function findChain(hashOrName: string): DrandChain | null {
  const wanted = hashOrName.toLowerCase();
  return drandChains.find(({ hash, name }) => hash === wanted || name === wanted) ?? null;
}

/** SHA-256(u32 period ‖ i64 genesis ‖ key ‖ group hash ‖ beacon id unless "default"), integers big-endian. */
export function chainHash(
  chain: Omit<DrandChain, "hash" | "name" | "source" | "network" | "scheme">,
): string {
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(chain.period, 0);
  numbers.writeBigInt64BE(BigInt(chain.genesis), 4);
  const hash = createHash("sha256")
    .update(numbers)
    .update(Buffer.from(chain.publicKey, "hex"))
    .update(Buffer.from(chain.groupHash, "hex"));
  if (chain.beaconId !== "default") hash.update(chain.beaconId);
  return hash.digest("hex");
}

/** Unix time at which a round is due, seconds: genesis + (round − 1)·period. Round 1 is at genesis itself. */
export function timeOfRound(chain: DrandChain, round: number): number {
  return chain.genesis + (round - 1) * chain.period;
}

/** The last round that is due at a Unix time in seconds; 0 before the genesis. */
export function roundAt(chain: DrandChain, seconds: number): number {
  return seconds < chain.genesis ? 0 : Math.floor((seconds - chain.genesis) / chain.period) + 1;
}
