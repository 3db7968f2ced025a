/** Verification keys, each false in one way. */
import { BN254 } from "../fixtures/craft.js";
import {
  blsKey,
  circomkit,
  g1,
  g2,
  key,
  NEGATIVE,
  p0tion,
  SECRET,
  strayBlsG1,
  strayG2,
  vkey,
  type Tampered,
} from "./parts.js";

export const falseKeys: readonly Tampered[] = [
  { name: "no JSON", given: () => ({ vkey: "{" }), fails: ["verification-key/readable"] },
  {
    name: "another protocol",
    given: () => vkey({ protocol: "plonk" }),
    fails: ["verification-key/readable"],
  },
  {
    name: "a number with a sign",
    given: () => vkey({ vk_alpha_1: ["-1", "2", "1"] }),
    fails: ["verification-key/readable"],
  },
  {
    name: "alpha off the curve",
    given: () => vkey({ vk_alpha_1: ["1", "3", "1"] }),
    fails: ["verification-key/points"],
  },
  {
    name: "alpha not canonical",
    given: () =>
      vkey({
        vk_alpha_1: [
          String(BigInt(key.vk_alpha_1[0] ?? "") + BN254.parameters.q),
          key.vk_alpha_1[1] ?? "",
          "1",
        ],
      }),
    fails: ["verification-key/points"],
  },
  {
    name: "delta outside of the subgroup",
    given: () => vkey({ vk_delta_2: strayG2() }),
    fails: ["verification-key/points"],
  },
  {
    name: "alpha outside of the subgroup of BLS12-381",
    given: () => vkey({ vk_alpha_1: strayBlsG1() }, blsKey),
    fails: ["verification-key/points"],
  },
  {
    name: "beta at infinity",
    given: () =>
      vkey({
        vk_beta_2: [
          ["0", "0"],
          ["1", "0"],
          ["0", "0"],
        ],
      }),
    fails: ["verification-key/points"],
  },
  {
    name: "an element of IC off the curve",
    given: () => vkey({ IC: [...key.IC.slice(0, 2), ["5", "5", "1"]] }),
    fails: ["verification-key/points"],
  },
  {
    name: "delta = gamma",
    given: () => vkey({ vk_delta_2: key.vk_gamma_2 }),
    fails: ["verification-key/delta-not-gamma"],
  },
  {
    name: "delta = −gamma",
    given: () => vkey({ vk_delta_2: g2(NEGATIVE) }),
    fails: ["verification-key/delta-not-gamma"],
  },
  {
    name: "delta = gamma, neither the generator",
    given: () => vkey({ vk_delta_2: g2(SECRET), vk_gamma_2: g2(SECRET) }),
    fails: ["verification-key/delta-not-gamma", "verification-key/gamma"],
  },
  {
    name: "alpha is the generator",
    given: () => vkey({ vk_alpha_1: g1(1n) }),
    fails: ["verification-key/known-secrets", "verification-key/alpha-beta"],
  },
  {
    name: "delta = −7·[1]",
    given: () => vkey({ vk_delta_2: g2(BN254.parameters.r - 7n) }),
    fails: ["verification-key/known-secrets"],
  },
  { name: "another gamma", given: () => vkey({ vk_gamma_2: g2(SECRET) }), fails: ["verification-key/gamma"] },
  {
    name: "gamma = −[1]",
    given: () => vkey({ vk_gamma_2: g2(NEGATIVE) }),
    fails: ["verification-key/gamma"],
  },
  { name: "IC too short", given: () => vkey({ IC: key.IC.slice(0, 2) }), fails: ["verification-key/inputs"] },
  {
    name: "IC too long",
    given: () => vkey({ IC: [...key.IC, g1(SECRET)] }),
    fails: ["verification-key/inputs"],
  },
  {
    name: "an element of IC at infinity",
    given: () => vkey({ IC: [...key.IC.slice(0, 2), ["0", "1", "0"]] }),
    fails: ["verification-key/ic"],
  },
  {
    name: "an element of IC twice",
    given: () => vkey({ IC: [...key.IC.slice(0, 2), key.IC[1] ?? []] }),
    fails: ["verification-key/ic"],
  },
  {
    name: "two elements of IC opposite",
    given: () => vkey({ IC: [g1(SECRET), g1(5n), g1(BN254.parameters.r - 5n)] }),
    fails: ["verification-key/ic"],
  },
  {
    name: "e(alpha, beta) of another key",
    given: () => vkey({ vk_alphabeta_12: key.vk_alphabeta_12.toReversed() }),
    fails: ["verification-key/alpha-beta"],
  },
  {
    name: "alpha of another key",
    given: () => vkey({ vk_alpha_1: g1(SECRET) }),
    fails: ["verification-key/alpha-beta"],
  },
  {
    name: "a key of circomkit's tests",
    given: () => vkey({ vk_delta_2: circomkit }),
    fails: ["verification-key/known-key"],
  },
  {
    name: "a key of p0tion's tests",
    given: () => vkey({ vk_delta_2: p0tion }),
    fails: ["verification-key/known-key"],
  },
];
