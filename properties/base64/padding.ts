import fc from "fast-check";
import { lengthOf, list, type Shape } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { alphabets, PAD } from "./alphabet.js";
import { decode, type Decoded } from "./decoder.js";
import {
  alphabetOf,
  decoderRoles,
  decoderTemplates,
  groupsMisfit,
  paddingOf,
  texts,
  urlSafe,
} from "./groups.js";

export const base64Padding = defineContract({
  id: "base64/padding",
  claim: "bytes have one text: = stands at its end only, in full, behind bits that are zero",
  severity: "low",
  cites: [
    "RFC 4648 §3.2, §3.3, §3.5",
    "https://github.com/zkemail/zk-email-verify/blob/main/packages/circuits/lib/base64.circom",
  ],
  impact:
    "One value has several texts. Where texts are compared, hashed or used as identifiers, one can be put for another; " +
    "other bytes cannot be shown by it.",
  advice: "Constrain where = may stand and the bits behind the last byte, or say that the caller must.",
  method:
    "Good texts with = at every place, with A in place of =, and with each of the bits behind the last byte set, against " +
    "a strict decoder: they must have no witness, unless the template's comment says what it assumes of its input.",
  corpus: ["base64-padding-anywhere", "base64-trailing-bits"],
  templates: decoderTemplates,
  roles: decoderRoles,
  values: [urlSafe],
  misfit: groupsMisfit,
  inputs: (shape) => {
    const size = lengthOf(shape, "in");
    const padding = paddingOf(shape);
    const last = size - 1 - padding;
    const padded = fc.tuple(texts(shape), fc.nat(size - 1)).map(([text, at]) => text.with(at, BigInt(PAD)));
    const unpadded = texts(shape).map((text) => text.map((x) => (x === BigInt(PAD) ? 65n : x)));
    const trailing = fc
      .tuple(texts(shape), fc.integer({ min: 1, max: 4 ** padding - 1 || 1 }))
      .map(([text, bits]) => {
        const value = alphabets[alphabetOf(shape)].indexOf(String.fromCodePoint(Number(text[last])));
        const other = alphabets[alphabetOf(shape)].codePointAt(value | bits) ?? 65;
        return padding === 0 ? text : text.with(last, BigInt(other));
      });
    return fc.oneof(texts(shape), padded, unpadded, trailing).map((characters) => ({ in: characters }));
  },
  expected: (inputs, shape) => {
    const decoded = strictly(list(inputs, "in"), shape);
    if ("refused" in decoded)
      return {
        kind: "none",
        roles: ["in"],
        because: `${words[decoded.refused]}, at character ${decoded.index}`,
      };
    if (decoded.bytes.length !== lengthOf(shape, "out"))
      return { kind: "none", roles: ["in"], because: "padding is missing at the end" };
    return { kind: "outputs", outputs: { out: decoded.bytes.map(BigInt) } };
  },
  edges: {
    title: "What is wrong with the padding",
    counted: "texts",
    bars: (shape) =>
      paddingOf(shape) === 0 ? ["nothing", "padding"] : ["nothing", "padding", "trailing bits", "missing"],
    of: (inputs, shape) => {
      const decoded = strictly(list(inputs, "in"), shape);
      if ("refused" in decoded) return [decoded.refused === "trailing bits" ? "trailing bits" : "padding"];
      return [decoded.bytes.length === lengthOf(shape, "out") ? "nothing" : "missing"];
    },
  },
});

const words = {
  character: "a character is not of the alphabet",
  length: "a group has one character",
  padding: "= stands where it may not, or is missing",
  "trailing bits": "bits behind the last byte are not zero",
};

const strictly = (characters: readonly bigint[], shape: Shape): Decoded =>
  decode(characters, {
    alphabet: alphabetOf(shape),
    padding: paddingOf(shape) === 0 ? "absent" : "required",
  });
