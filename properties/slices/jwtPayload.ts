import fc from "fast-check";
import { lengthOf, list, number } from "../contract/contract.js";
import { defineContract } from "../contract/property.js";
import { subArray } from "./reference/subArray.js";

const DOT = 46n;
/** A letter of base64url. */
const letter = fc
  .constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
  .map((text) => BigInt(text.charCodeAt(0)));

export const jwtPayload = defineContract({
  id: "slices/jwt-payload",
  claim: "the payload is what stands between the dot and the end of the signed part",
  severity: "critical",
  cites: ["https://reports.zksecurity.xyz/report-mysten-labs-zklogin", "RFC 7515 §3.1"],
  impact: "A prover appends a dot and a payload of their own behind what was signed, and logs in as anyone.",
  advice: "Constrain in[start − 1] = '.', and start + length = the length that was hashed.",
  method:
    "header.payload in a buffer, followed by zeros or by a dot and letters of the prover. The true start and length have a " +
    "witness with exactly the payload; every other start or length has none. Tried with the circuit's own program, then " +
    "with witnesses that are solved for.",
  corpus: ["jwt-payload-redirect"],
  templates: [],
  roles: [
    { role: "jwt", among: "inputs", meaning: "the bytes of the buffer", names: ["in"], rank: 1 },
    {
      role: "signed",
      among: "inputs",
      meaning: "how many of them are signed",
      names: ["signedLength"],
      rank: 0,
    },
    { role: "start", among: "inputs", meaning: "where the payload begins", names: ["payloadStart"], rank: 0 },
    { role: "length", among: "inputs", meaning: "how long it is", names: ["payloadLength"], rank: 0 },
    { role: "out", among: "outputs", meaning: "the payload", names: ["payload"], rank: 1 },
  ],
  misfit: (shape) => (lengthOf(shape, "jwt") < 4 ? "a buffer of 4 bytes or more was expected" : null),
  inputs: (shape) => {
    const size = lengthOf(shape, "jwt");
    const most = Math.min(lengthOf(shape, "out"), size - 2);
    return fc
      .record({
        payload: fc.array(letter, { maxLength: most }),
        header: fc.array(letter, { minLength: 1, maxLength: size }),
        tail: fc.array(letter, { maxLength: size }),
        isHostile: fc.boolean(),
        aim: fc.constantFrom("payload", "payload", "behind", "shorter", "longer", "later"),
      })
      .map(({ payload, header, tail, isHostile, aim }) => {
        const head = header.slice(0, size - 1 - payload.length);
        const signed = head.length + 1 + payload.length;
        const behind = isHostile ? [DOT, ...tail].slice(0, size - signed) : [];
        const text = [...head, DOT, ...payload, ...behind];
        const jwt = Array.from({ length: size }, (_, i) => text[i] ?? 0n);
        const start = BigInt(head.length + 1);
        const length = BigInt(payload.length);
        const [at, long] = {
          payload: [start, length],
          behind: [BigInt(signed + 1), BigInt(Math.min(behind.length, 3))],
          shorter: [start, length - 1n],
          longer: [start, length + 1n],
          later: [start + 1n, length - 1n],
        }[aim] ?? [start, length];
        return {
          jwt,
          signed: BigInt(signed),
          start: at ?? start,
          length: (shape.prime + (long ?? 0n)) % shape.prime,
        };
      });
  },
  expected: (inputs, shape) => {
    const jwt = list(inputs, "jwt");
    const [signed, start, length] = [
      number(inputs, "signed"),
      number(inputs, "start"),
      number(inputs, "length"),
    ];
    const dot = jwt.indexOf(DOT);
    const out = subArray(jwt, start, length, lengthOf(shape, "out"));
    if (start === BigInt(dot + 1) && start + length === signed && out !== null)
      return { kind: "outputs", outputs: { out } };
    const because = `${signed} bytes are signed, with their dot at ${dot}: ${length} bytes from ${start} on are not their payload`;
    return { kind: "none", roles: [], because };
  },
  edges: {
    title: "What is named as the payload",
    counted: "inputs",
    bars: () => ["the payload", "behind the signed part", "another part"],
    of: (inputs) => {
      const [signed, start, length] = [
        number(inputs, "signed"),
        number(inputs, "start"),
        number(inputs, "length"),
      ];
      if (start > signed) return ["behind the signed part"];
      const dot = BigInt(list(inputs, "jwt").indexOf(DOT));
      return [start === dot + 1n && start + length === signed ? "the payload" : "another part"];
    },
  },
});
