import fc from "fast-check";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { bytesOf, textOf } from "./reference/claim.js";
import { placesOfName } from "./reference/topLevel.js";

const letters = fc.string({ unit: fc.constantFrom(..."abcd12{}[],:"), maxLength: 6 });

/** Members of an object; `name` is the claim's. */
const member = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    letters.map((value) => `"${name}":"${value}"`),
    letters.map((value) => `"x":{"${name}":"${value}"}`),
    letters.map((value) => `"y":[{"${name}":"${value}"}]`),
    fc.constantFrom(
      '"a":1',
      `"b":"${name}"`,
      `"c":"\\"${name}\\":\\"q"`,
      `"${name}" :"w"`,
      `"${name}":5`,
      '"d":[1,2]',
    ),
  );

export const jwtTopLevel = defineContract({
  id: "slices/jwt-top-level",
  claim: "the claim is the one member of that name at the top level of the payload",
  severity: "critical",
  cites: [
    "https://eprint.iacr.org/2026/227",
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "RFC 8259 §4",
  ],
  impact:
    "A nested object or a repeated name, which users of some issuers can bring into their tokens, is taken for the " +
    "claim that the issuer vouches for.",
  advice:
    "Track strings and depth over the whole payload, count the name at depth one outside of strings, and constrain the " +
    "count to one. Refuse backslashes and white space outside of strings, or names have other spellings.",
  method:
    "Objects with the claim at the top level, in nested objects and arrays, in strings, repeated, with escapes and white " +
    "space, and every place at which the name stands as the one that the prover chooses; against JSON.parse and a scan " +
    "for repetitions (properties/slices/reference/topLevel.ts). Tried with the circuit's own program, then with " +
    "witnesses that are solved for on the constraints.",
  corpus: ["claim-nested", "claim-repeated"],
  templates: [],
  roles: [
    {
      role: "json",
      among: "inputs",
      meaning: "the payload, filled up with zeros",
      names: ["payload"],
      rank: 1,
    },
    { role: "at", among: "inputs", meaning: "the opening quote of the name", names: ["index"], rank: 0 },
    { role: "value", among: "outputs", meaning: "the value, filled up with zeros", names: ["out"], rank: 1 },
  ],
  misfit: (shape) =>
    lengthOf(shape, "json") < LEAST ? `a payload of ${LEAST} bytes or more was expected` : null,
  inputs: (shape) => {
    const size = lengthOf(shape, "json");
    return fc
      .tuple(fc.array(member(NAME), { minLength: 1, maxLength: 3 }), fc.nat(5), fc.nat(9))
      .map(([members, which, other]) => {
        const text = fitting(members, size);
        const all = [...text.matchAll(/"sub":/g)].map(({ index }) => index);
        const at = other === 0 ? which : (all[which % Math.max(1, all.length)] ?? 1);
        return { json: bytesOf(text, size), at: BigInt(at) };
      });
  },
  expected: (inputs, shape) => {
    const text = textOf(list(inputs, "json")) ?? "";
    const at = number(inputs, "at");
    const places = placesOfName(text, NAME);
    const most = lengthOf(shape, "value");
    const value = (JSON.parse(text) as Record<string, unknown>)[NAME];
    if (
      places?.length === 1 &&
      BigInt(places[0] ?? -1) === at &&
      typeof value === "string" &&
      value.length <= most
    )
      return { kind: "outputs", outputs: { value: bytesOf(value, most) } };
    const because = `"${NAME}" at ${at} is not the one member of its name at the top level of ${text}`;
    return { kind: "none", roles: [], because };
  },
  edges: {
    title: "Where the name stands",
    counted: "inputs",
    bars: () => ["once at the top", "nested", "repeated", "escaped", "with white space"],
    of: (inputs) => {
      const text = textOf(list(inputs, "json")) ?? "";
      const places = placesOfName(text, NAME) ?? [];
      const bars = places.length === 1 ? ["once at the top"] : [];
      if (/[{[]"sub"/.test(text.slice(1))) bars.push("nested");
      if (places.length > 1) bars.push("repeated");
      if (text.includes("\\")) bars.push("escaped");
      if (text.includes('" :')) bars.push("with white space");
      return bars;
    },
  },
});

/** The claim that the corpus looks for, and zkLogin's key claim for most issuers. */
const NAME = "sub";

/** Bytes of the shortest object with the claim: {"sub":""}. */
const LEAST = 10;

/** As many of the members as there is room for. */
function fitting(members: readonly string[], size: number): string {
  const kept: string[] = [];
  for (const one of members) if (`{${[...kept, one].join(",")}}`.length <= size) kept.push(one);
  return `{${kept.join(",")}}`;
}
