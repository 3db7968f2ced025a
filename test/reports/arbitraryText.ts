/** Text with anything in it that a hostile file could put there, and plain values beside it. */
import fc from "fast-check";

/** Texts that break a careless renderer: markup, templates, terminal escapes, bidi, separators, piles of marks. */
export const payloads = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'><svg/onload=alert(1)>`,
  `</style><script src=//evil.example/x.js></script>`,
  `<!--`,
  `]]>`,
  `&lt;b&gt;`,
  `{{{style}}} {{constructor}}`,
  `javascript:alert(1)`,
  `\u001b[2J\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007`,
  `\u009b31mred\u009d`,
  `a\u202egnp.exe`,
  `\u2066\u2067isolated\u2069`,
  `line\r\nbreak\u2028\u2029\u0085`,
  `zero\u200bwidth\ufeff\u00ad`,
  `\u{e0041}\u{e0042}tags`,
  `\ud800 lone`,
  `z${"\u0335".repeat(40)}algo`,
  `‹U+202E›`,
  `__proto__`,
  `\u0000`,
] as const;

/** Any text: payloads, payloads amid other text, and every code unit. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...payloads),
  fc.tuple(fc.string(), fc.constantFrom(...payloads), fc.string()).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
);

/** So many digits. */
export const hex = (digits: number) =>
  fc
    .uint8Array({ minLength: digits / 2, maxLength: digits / 2 })
    .map((bytes) => Buffer.from(bytes).toString("hex"));

export const labelled = fc.record({ label: hostile, value: hostile });

export const byteRange = fc
  .tuple(fc.nat(), fc.nat())
  .map(([start, length]) => ({ start, end: start + length }));

/** RFC 3339, UTC. */
export const moment = fc
  .date({ min: new Date(0), max: new Date("2999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
