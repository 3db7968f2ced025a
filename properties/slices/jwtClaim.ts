import fc from "fast-check";
import type { Inputs } from "../circuit/index.js";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { bytesOf, readClaim, textOf } from "./reference/claim.js";

const places = ["nameEnd", "colon", "valueStart", "valueEnd", "end"] as const;
const white = fc.array(fc.constantFrom(" ", "\t", "\n", "\r"), { maxLength: 2 }).map((some) => some.join(""));
const plain = fc.string({ unit: fc.constantFrom(..."abs01 {},:@"), maxLength: 6 });
/** What makes JSON read other bytes than those that stand there. */
const tricks = ['","sub":"', '\\"', "\\u0022", "\\u0061", "\\", '"', "\n"];

export const jwtClaim = defineContract({
  id: "slices/jwt-claim",
  claim: "a claim that is cut out of the payload says what JSON says it does",
  severity: "critical",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://eprint.iacr.org/2026/227",
    "RFC 8259 §7",
  ],
  impact:
    "The circuit and the issuer read different values: a user whose display name holds a quote or an escape is taken for " +
    "somebody else.",
  advice:
    "Constrain every byte inside of the quotes to be ASCII from 0x20 on, and neither a quote nor a backslash; white space " +
    "between the parts; one colon; a comma or a closing brace at the end.",
  method:
    'Claims "name": "value", with white space, and with quotes, escapes and control characters in them, against JSON.parse ' +
    "and a written grammar (properties/slices/reference/claim.ts). Good ones with their true places have exactly these two " +
    "strings as outputs; all else has no witness. Tried with the circuit's own program, then with witnesses solved for.",
  corpus: ["zklogin-claim", "claim-escapes"],
  templates: [],
  roles: [
    { role: "claim", among: "inputs", meaning: "the claim with the byte behind it", names: ["in"], rank: 1 },
    { role: "nameEnd", among: "inputs", meaning: "the quote that ends the name", names: [], rank: 0 },
    { role: "colon", among: "inputs", meaning: "the colon", names: [], rank: 0 },
    { role: "valueStart", among: "inputs", meaning: "the quote that begins the value", names: [], rank: 0 },
    { role: "valueEnd", among: "inputs", meaning: "the quote that ends it", names: [], rank: 0 },
    { role: "end", among: "inputs", meaning: "the comma or brace at the end", names: [], rank: 0 },
    { role: "name", among: "outputs", meaning: "the name, filled up with zeros", names: [], rank: 1 },
    { role: "value", among: "outputs", meaning: "the value, filled up with zeros", names: [], rank: 1 },
  ],
  inputs: (shape) => {
    const size = lengthOf(shape, "claim");
    const value = fc.oneof(
      plain,
      fc.tuple(plain, fc.constantFrom(...tricks), plain).map((parts) => parts.join("")),
    );
    return fc
      .record({
        name: fc.oneof(fc.constant("sub"), plain, fc.constantFrom(...tricks)),
        value,
        spaces: fc.tuple(white, white, white),
        close: fc.constantFrom(",", "}", "}", ";", ""),
        off: fc.option(fc.tuple(fc.constantFrom(...places), fc.constantFrom(-1, 1)), { nil: null, freq: 3 }),
      })
      .map((parts) => written(parts, size));
  },
  examples: (shape) => {
    const size = lengthOf(shape, "claim");
    const plainly = { name: "sub", spaces: ["", "", ""] as const, close: "}", off: null };
    return ["1", ...tricks].map((value) => written({ ...plainly, value }, size));
  },
  expected: (inputs, shape) => {
    const text = textOf(list(inputs, "claim"));
    const claim = text === null ? null : readClaim(text);
    const given = places.map((place) => number(inputs, place));
    const isThere = claim?.places.every((place, i) => BigInt(place) === given[i]) === true;
    const [most, longest] = [lengthOf(shape, "name"), lengthOf(shape, "value")];
    if (claim !== null && isThere && claim.name.length <= most && claim.value.length <= longest) {
      const outputs = { name: bytesOf(claim.name, most), value: bytesOf(claim.value, longest) };
      return { kind: "outputs", outputs };
    }
    const where =
      claim === null ? "is no claim" : `has its parts at ${claim.places.join(", ")}, or they are too long`;
    return {
      kind: "none",
      roles: [],
      because: `${JSON.stringify(text)} ${where}; ${given.join(", ")} were given`,
    };
  },
  edges: {
    title: "What stands in the claim",
    counted: "inputs",
    bars: () => ["a good claim", "a quote inside", "an escape", "white space"],
    of: (inputs) => {
      const text = textOf(list(inputs, "claim")) ?? "";
      const bars = readClaim(text) === null ? [] : ["a good claim"];
      if ((text.match(/"/g)?.length ?? 0) > 4) bars.push("a quote inside");
      if (text.includes("\\")) bars.push("an escape");
      if (/"[ \t\n\r]+:|:[ \t\n\r]+"/.test(text)) bars.push("white space");
      return bars;
    },
  },
});

interface Parts {
  readonly name: string;
  readonly value: string;
  /** White space before the colon, behind it, and behind the value. */
  readonly spaces: readonly [string, string, string];
  readonly close: string;
  /** A place that is named one off. */
  readonly off: readonly [(typeof places)[number], number] | null;
}

/** The bytes of a claim and its places, as far as there is room. */
function written({ name, value, spaces: [before, after, last], close, off }: Parts, size: number): Inputs {
  const text = `"${name}"${before}:${after}"${value}"${last}${close}`.slice(0, size);
  const nameEnd = name.length + 1;
  const colon = nameEnd + 1 + before.length;
  const valueStart = colon + 1 + after.length;
  const valueEnd = valueStart + value.length + 1;
  const at = { nameEnd, colon, valueStart, valueEnd, end: valueEnd + 1 + last.length };
  if (off !== null) at[off[0]] = Math.max(0, at[off[0]] + off[1]);
  const numbers = Object.fromEntries(places.map((place) => [place, BigInt(at[place])]));
  return { claim: bytesOf(text, size), ...numbers };
}
