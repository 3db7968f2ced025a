import { describe, expect, test } from "vitest";
import { lint } from "../../../properties/packing/lint/index.js";
import { parseCircom } from "../../../transcripts/circom/syntax.js";

/** Enough of circomlib for the linter: bodies as they are there, where it reads them. */
const library = `
template IsZero() { signal input in; signal output out; signal inv;
  inv <-- in!=0 ? 1/in : 0; out <== -in*inv +1; in*out === 0; }
template IsEqual() { signal input in[2]; signal output out; component isz = IsZero();
  in[1] - in[0] ==> isz.in; isz.out ==> out; }
template Num2Bits(n) { signal input in; signal output out[n]; var lc1=0; var e2=1;
  for (var i = 0; i<n; i++) { out[i] <-- (in >> i) & 1; out[i] * (out[i] -1 ) === 0; lc1 += out[i] * e2; e2 = e2+e2; }
  lc1 === in; }
template LessThan(n) { signal input in[2]; signal output out; component n2b = Num2Bits(n+1);
  n2b.in <== in[0]+ (1<<n) - in[1]; out <== 1-n2b.out[n]; }
template Bits2Num(n) { signal input in[n]; signal output out; var lc1=0; var e2 = 1;
  for (var i = 0; i<n; i++) { lc1 += in[i] * e2; e2 = e2 + e2; } lc1 ==> out; }
template Mux1() { signal input c[2]; signal input s; signal output out; out <== (c[1] - c[0])*s + c[0]; }
template Decoder(w) { signal input inp; signal output out[w]; signal output success; }
template AliasCheck() { signal input in[254]; }
template MontgomeryDouble() { signal input in[2]; signal output out[2]; }
`;

/** Line and text of each complaint about a main template T. */
function complaints(source: string): string[] {
  const trees = [
    parseCircom(library, "/node_modules/circomlib/circuits/all.circom"),
    parseCircom(source, "/t.circom"),
  ];
  return lint(trees, "T").complaints.map(
    ({ line, statement, isStated }) => `${line}${isStated ? " stated" : ""}: ${statement.split(";")[0]}`,
  );
}

const inputs = "signal input a; signal input b; signal output out;";
const outOfRange = "both inputs are below 2^n, which it does not check";

describe("comparisons", () => {
  test("of unchecked inputs are named, each input once", () => {
    const source = `template T() { ${inputs}\n out <== LessThan(8)([a, b]);\n}`;
    expect(complaints(source)).toEqual([
      `2: LessThan(8) in T: ${outOfRange}`,
      `2: LessThan(8) in T: ${outOfRange}`,
    ]);
  });

  test.for([
    [
      "Num2Bits on both",
      "signal x[8] <== Num2Bits(8)(a); signal y[8] <== Num2Bits(8)(b); out <== LessThan(8)([a, b]);",
    ],
    ["bits", "a * (a - 1) === 0; (1 - b) * b === 0; out <== LessThan(1)([a, b]);"],
    ["roots of a product", "(a - 3) * (a - 5) === 0; out <== LessThan(8)([a, 7]);"],
    ["equal to a constant", "a === 4; out <== LessThan(8)([a, 7]);"],
    [
      "one of the positions",
      "signal e[4]; var sum = 0; for (var i = 0; i < 4; i++) { e[i] <== IsEqual()([i, a]); sum += e[i]; } sum === 1; out <== LessThan(8)([a, 7]);",
    ],
    [
      "a sum of bits",
      "signal x[8] <== Num2Bits(8)(a); var sum = 0; for (var i = 0; i < 8; i++) { sum += x[i]; } out <== LessThan(4)([sum, 5]);",
    ],
    [
      "a component by name",
      "component n = Num2Bits(8); n.in <== a; component l = LessThan(8); l.in[0] <== a; l.in[1] <== 9; out <== l.out;",
    ],
  ])("in range by %s are let be", ([, body]) => {
    expect(complaints(`template T() { ${inputs}\n ${body}\n}`)).toEqual([]);
  });

  test("Num2Bits(254) puts nothing in range, and two integers have its bits", () => {
    const body = "signal x[254] <== Num2Bits(254)(a); out <== LessThan(8)([a, 7]);";
    expect(complaints(`template T() { ${inputs}\n ${body}\n}`)).toEqual([
      "2: Num2Bits(254) in T: 254 bits hold v and v + p",
      `2: LessThan(8) in T: ${outOfRange}`,
    ]);
  });

  test("254 bits go into one number only where something holds them below the prime", () => {
    const pack = (more: string): string =>
      `template T() { signal input a[254]; signal output out;\n for (var i = 0; i < 254; i++) { a[i] * (a[i] - 1) === 0; } ${more} out <== Bits2Num(254)(a);\n}`;
    expect(complaints(pack(""))).toEqual(["2: Bits2Num(254) in T: 254 bits hold v and v + p"]);
    expect(complaints(pack("AliasCheck()(a);"))).toEqual([]);
  });

  test("of more than 252 bits are named", () => {
    expect(complaints(`template T() { ${inputs}\n out <== LessThan(253)([1, 2]);\n}`)).toEqual([
      "2: LessThan(253) in T: comparisons are of at most 252 bits",
    ]);
  });

  test("the need of an input is followed to the caller that gives it", () => {
    const inner = `template Inner() { signal input x; signal output y;\n y <== LessThan(8)([x, 7]);\n}`;
    const bad = `template T() { ${inputs}\n out <== Inner()(a - b);\n}`;
    const good = `template T() { ${inputs}\n signal x[8] <== Num2Bits(8)(a); out <== Inner()(a);\n}`;
    expect(complaints(`${inner}\n${bad}`)[0]).toMatch(/^2: LessThan\(8\) in Inner: /);
    expect(complaints(`${inner}\n${good}`)).toEqual([]);
  });

  test("an assumption in the comment of main is passed on as stated", () => {
    const source = `// @input a the side; assumes 8 bits\ntemplate T() { ${inputs}\n out <== LessThan(8)([a, 7]);\n}`;
    expect(complaints(source)).toEqual([`3 stated: LessThan(8) in T: ${outOfRange}`]);
  });
});

test.for([
  ["a selector", "out <== Mux1()([1, 2], a);", "Mux1() in T: s must be 0 or 1, which it does not check"],
  [
    "a decoder without success",
    "component d = Decoder(4); d.inp <== a; out <== d.out[0];",
    "Decoder in T: nothing reads its success, so that it holds nothing",
  ],
  [
    "an answer that nobody reads",
    "component e = IsZero(); e.in <== a; out <== b;",
    "IsZero in T: nothing reads its out, so that it holds nothing",
  ],
  [
    "a dropped answer",
    "_ <== IsEqual()([a, b]); out <== b;",
    "IsEqual in T: nothing reads its answer, so that it holds nothing",
  ],
  [
    "an assigned signal",
    "out <-- a * b;",
    "out <-- … in T: no constraint holds out, and the prover may put any value",
  ],
  [
    "a divisor",
    "component m = MontgomeryDouble(); m.in[0] <== a; m.in[1] <== b; out <== m.out[0];",
    "MontgomeryDouble() in T: it divides, and where the divisor is zero any quotient satisfies it",
  ],
])("%s is named", ([, body = "", statement]) => {
  expect(complaints(`template T() { ${inputs}\n ${body}\n}`)).toContain(`2: ${statement}`);
});

test.for([
  ["a selector that is a bit", "a * (a - 1) === 0; out <== Mux1()([1, 2], a);"],
  ["a selector that is an answer", "signal s <== IsEqual()([a, b]); out <== Mux1()([1, 2], s);"],
  [
    "a decoder that must succeed",
    "component d = Decoder(4); d.inp <== a; d.success === 1; out <== d.out[0];",
  ],
  ["an assignment that is constrained", "out <-- a / b; out * b === a;"],
  [
    "a divisor that is not zero",
    "signal z <== IsZero()(b); z === 0; component m = MontgomeryDouble(); m.in[0] <== a; m.in[1] <== b; out <== m.out[0];",
  ],
  [
    "254 bits with AliasCheck",
    "component n = Num2Bits(254); n.in <== a; component c = AliasCheck(); c.in <== n.out; out <== n.out[0];",
  ],
])("%s is let be", ([, body]) => {
  expect(complaints(`template T() { ${inputs}\n ${body}\n}`)).toEqual([]);
});

test("templates that call each other end", () => {
  const source =
    "template A() { signal input x; signal output y; y <== T()(x, x); }\ntemplate T() { signal input a; signal input b; signal output out;\n component l = A(); l.x <== a; out <== l.y * b; }";
  expect(complaints(source)).toEqual([]);
});
