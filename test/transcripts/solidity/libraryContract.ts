/** A contract of our own in the style that came before constants: the key as statements, a library beside it. */
import type { AffineG1, AffineG2, Groth16Key } from "../../../transcripts/verificationKey.js";

const NAMES = {
  snarkjs: { alpha: "alfa1", beta: "beta2", gamma: "gamma2", delta: "delta2", ic: "IC" },
  zokrates: { alpha: "alpha", beta: "beta", gamma: "gamma", delta: "delta", ic: "gamma_abc" },
} as const;

const CAST = {
  snarkjs: (value: bigint) => String(value),
  zokrates: (value: bigint) => `uint256(0x${value.toString(16)})`,
};

export function libraryContract(key: Groth16Key, style: keyof typeof NAMES): string {
  const names = NAMES[style];
  const number = CAST[style];
  const g1 = (point: AffineG1): string => `Pairing.G1Point(${(point ?? [0n, 0n]).map(number).join(", ")})`;
  const g2 = (point: AffineG2): string => {
    const [[x0, x1], [y0, y1]] = point ?? [
      [0n, 0n],
      [0n, 0n],
    ];
    return `Pairing.G2Point([${number(x1)}, ${number(x0)}], [${number(y1)}, ${number(y0)}])`;
  };
  const ic = key.ic.map((point, i) => `    vk.${names.ic}[${i}] = ${g1(point)};`);
  return `
library Pairing {
  struct G1Point { uint X; uint Y; }
  struct G2Point { uint[2] X; uint[2] Y; }
}
contract Verifier {
  struct VerifyingKey { Pairing.G1Point ${names.alpha}; }
  function verifyingKey() pure internal returns (VerifyingKey memory vk) {
    vk.${names.alpha} = ${g1(key.alpha1)};
    vk.${names.beta} = ${g2(key.beta2)};
    vk.${names.gamma} = ${g2(key.gamma2)};
    vk.${names.delta} = ${g2(key.delta2)};
    vk.${names.ic} = new Pairing.G1Point[](${key.ic.length});
${ic.join("\n")}
  }
  function ${style === "snarkjs" ? "verifyProof" : "verifyTx"}(uint[${key.nPublic}] memory input) public view returns (bool) {
    return input.length == ${key.nPublic};
  }
}
`;
}
