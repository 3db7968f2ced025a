import { defineOutside } from "./outside.js";

export const byteRange = defineOutside({
  id: "packing/byte-range",
  claim: "what is packed or read as bytes is below 256",
  severity: "medium",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/zkemail/zk-email-verify/pull/185",
  ],
  impact:
    "A byte of 256 carries into the next one: two strings pack into one number, and a letter that no comparison knows " +
    "passes a regular expression.",
  advice: "Range-check every byte with Num2Bits(8) before it is packed or compared.",
  method:
    "Bytes that the circuit accepts, and the same with 256, 257, 511, 2^16, −1, −255 or −256 in one place: no witness may " +
    "have those. Tried with the circuit's own program, then with witnesses that are solved for on the constraints.",
  corpus: ["packing-bytes-unchecked"],
  templates: ["PackBytes", "Bytes2Packed", "PackByteSubArray"],
  role: { name: "bytes", meaning: "the bytes", names: ["in", "msg"] },
  limit: { meaning: "what bytes are below, 256 unless given", otherwise: 256n },
  values: (limit, prime) => [
    limit,
    limit + 1n,
    2n * limit - 1n,
    1n << 16n,
    prime - 1n,
    prime - limit + 1n,
    prime - limit,
  ],
});
