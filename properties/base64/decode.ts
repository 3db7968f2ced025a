import fc from "fast-check";
import { lengthOf, list } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { PAD, valueOf } from "./alphabet.js";
import { decode } from "./decoder.js";
import {
  alphabetOf,
  decoderRoles,
  decoderTemplates,
  groupsMisfit,
  paddingOf,
  strangers,
  texts,
  urlSafe,
} from "./groups.js";

export const base64Decode = defineContract({
  id: "base64/decode",
  claim:
    "groups of four characters decode to their three bytes, and characters of another alphabet are refused",
  severity: "high",
  cites: [
    "RFC 4648 §4, §5",
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/zkemail/zk-email-verify/pull/103",
  ],
  impact: "The circuit reads other bytes than every other decoder: what was signed is not what is proven.",
  advice:
    "Refuse each character that is not of the alphabet, and hold values to six bits and bytes to eight.",
  method:
    "Texts of all bytes, encoded by Node's Buffer and decoded by a decoder of our own; one character replaced, at each " +
    "of the four places of a group, by one just outside of a range (@ [ ` { / : . , * and others), a high byte, or a " +
    "field element that is no byte. Other bytes for a good text, and a witness for a bad one, are solved for on the " +
    "constraints. Padding is the affair of base64/padding.",
  corpus: ["base64-bytes-not-ranged"],
  templates: decoderTemplates,
  roles: decoderRoles,
  values: [urlSafe],
  misfit: groupsMisfit,
  inputs: (shape) => {
    const one = fc
      .tuple(texts(shape), fc.nat(lengthOf(shape, "in") - 1 - paddingOf(shape)), strangers(shape))
      .map(([text, at, stranger]) => text.with(at, stranger));
    return fc.oneof(texts(shape), one).map((characters) => ({ in: characters }));
  },
  expected: (inputs, shape) => {
    const characters = list(inputs, "in");
    const alphabet = alphabetOf(shape);
    const stranger = characters.findIndex((x) => valueOf(x, alphabet) === null && x !== BigInt(PAD));
    if (stranger >= 0) {
      const because = `character ${stranger} is ${characters[stranger]}, which is not ${alphabet} base64`;
      return { kind: "none", roles: [], because };
    }
    const decoded = decode(characters, { alphabet, padding: paddingOf(shape) === 0 ? "absent" : "required" });
    if ("refused" in decoded || decoded.bytes.length !== lengthOf(shape, "out")) return { kind: "anything" };
    return { kind: "outputs", outputs: { out: decoded.bytes.map(BigInt) } };
  },
  edges: {
    title: "Places of a group with a strange character, and the last characters of the alphabet",
    counted: "texts",
    bars: () => ["good", ...places.map((place) => `stranger at ${place}`), "value 62", "value 63", "no byte"],
    of: (inputs, shape) => {
      const characters = list(inputs, "in");
      const values = characters.map((x) => valueOf(x, alphabetOf(shape)));
      const at = characters.findIndex((x, i) => values[i] === null && x !== BigInt(PAD));
      const bars = at < 0 ? ["good"] : [`stranger at ${at % 4}`];
      if (values.includes(62)) bars.push("value 62");
      if (values.includes(63)) bars.push("value 63");
      if (characters.some((x) => x > 255n)) bars.push("no byte");
      return bars;
    },
  },
});

const places = [0, 1, 2, 3];
