/** Pairs of npm packages: a version with a published bug, and one without. */

/** A circuit, and what its signals and numbers are to the properties that are to catch it. Paths are from node_modules. */
export interface Side {
  readonly target: string;
  readonly set?: Readonly<Record<string, bigint>>;
  readonly bind?: Readonly<Record<string, string>>;
}

/** What is true of a mended form too, and was no part of the bug. */
export interface Note {
  readonly id: string;
  /** Part of the finding's statement. */
  readonly says: string;
  /** Why it is true, and left as it is. */
  readonly because: string;
}

export interface Pair {
  readonly name: string;
  readonly broken: Side;
  readonly mended: Side;
  /** Ids that must all find it, whatever severity they give it. Bindings are for these and for no others. */
  readonly catches: readonly string[];
  /** All findings that the mended form may have. */
  readonly notes?: readonly Note[];
}

const fpMul = (version: string): Side => ({
  target: `${version}/lib/fp.circom:FpMul(8,4)`,
  set: { bits: 8n },
});
const merkle = "src/binary-merkle-root.circom:BinaryMerkleRoot(1)";
const regex = "circuits/common/email_domain_regex.circom:EmailDomainRegex(4)";
/** Circuits of the corpus, written after templates that have no mended version on npm. */
const own = (name: string): Side => ({ target: `../test/corpus/${name}/mended.circom` });

export const packagePairs: readonly Pair[] = [
  {
    name: "FpMul without r < p",
    broken: fpMul("zk-email-circuits-6.1.3"),
    mended: fpMul("zk-email-circuits-6.2.0"),
    catches: ["rsa/remainder-reduced", "uniqueness/outputs-determined"],
  },
  {
    name: "Base64Lookup takes any byte",
    broken: { target: "zk-email-circuits-1.1.2/helpers/base64.circom:Base64Lookup()" },
    mended: { target: "zk-email-circuits-3.2.4/helpers/base64.circom:Base64Lookup()" },
    catches: ["base64/character"],
    notes: [
      {
        id: "base64/character",
        says: "= is accepted, with the value 0, wherever it stands",
        because: "The version takes padding for A in every place; no other byte that is not base64 is left.",
      },
      {
        id: "packing/library-contracts",
        says: "in is an input of Base64Lookup, and nothing checks it",
        because:
          "The template has no range check of its character. Each comparison alone says of −1 that it is below 91; only because all come in pairs from both sides is no such character accepted, which base64/character tries.",
      },
    ],
  },
  {
    name: "shift malleability",
    broken: {
      target: "zk-email-circuits-1.1.2/helpers/extract.circom:VarShiftLeft(8,4)",
      bind: { masked: "in" },
    },
    mended: { target: "@zk-email/circuits/utils/array.circom:VarShiftLeft(8,4)" },
    catches: ["slices/masked-shift"],
  },
  {
    name: "index out of range",
    broken: { target: "zk-email-circuits-3.2.4/helpers/utils.circom:QuinSelector(6,4)" },
    mended: { target: "zk-email-circuits-6.1.1/utils/array.circom:ItemAtIndex(6)" },
    catches: ["slices/item-at-index"],
  },
  {
    name: "path bits not boolean",
    broken: { target: `binary-merkle-root-1.0.0/${merkle}` },
    mended: { target: `binary-merkle-root-2.0.0/${merkle}` },
    catches: ["packing/selector-bits"],
  },
  {
    name: "byte 255 starts a text",
    broken: { target: `zk-regex-circom-2.1.0/${regex}`, bind: { text: "msg" } },
    mended: { target: `zk-regex-circom-2.3.2/${regex}`, bind: { text: "msg" } },
    catches: ["packing/start-marker"],
    notes: [
      {
        id: "packing/library-contracts",
        says: "msg is an input of EmailDomainRegex, and nothing checks it",
        because:
          "The characters are compared with LessEqThan(8) and never held to 8 bits: zk-regex leaves that to the circuit around it, and says so nowhere in the template.",
      },
    ],
  },
  {
    name: "Num2Bits(254)",
    broken: { target: "circomlib/circuits/bitify.circom:Num2Bits(254)" },
    mended: { target: "circomlib/circuits/bitify.circom:Num2Bits(253)" },
    catches: ["packing/decomposition", "uniqueness/outputs-determined"],
  },
  {
    name: "Decoder",
    broken: { target: "circomlib/circuits/multiplexer.circom:Decoder(4)" },
    mended: own("decoder-all-zero"),
    catches: ["uniqueness/outputs-determined"],
  },
  {
    name: "Edwards2Montgomery",
    broken: { target: "circomlib/circuits/montgomery.circom:Edwards2Montgomery()" },
    mended: own("curve-map-zero-denominator"),
    catches: ["uniqueness/outputs-determined"],
  },
  {
    name: "Montgomery2Edwards",
    broken: { target: "circomlib/circuits/montgomery.circom:Montgomery2Edwards()" },
    mended: own("curve-map-zero-denominator"),
    catches: ["uniqueness/outputs-determined"],
  },
  {
    name: "MontgomeryAdd",
    broken: { target: "circomlib/circuits/montgomery.circom:MontgomeryAdd()" },
    mended: own("curve-addition-zero-denominator"),
    catches: ["uniqueness/outputs-determined"],
  },
  {
    name: "MontgomeryDouble",
    broken: { target: "circomlib/circuits/montgomery.circom:MontgomeryDouble()" },
    mended: own("curve-doubling-zero-denominator"),
    catches: ["uniqueness/outputs-determined"],
  },
];

/** Templates of circomlib with arguments, by the file under circuits/ that has them. */
const templatesOf: Readonly<Record<string, readonly string[]>> = {
  comparators: [
    "IsZero()",
    "IsEqual()",
    "ForceEqualIfEnabled()",
    "LessThan(8)",
    "LessThan(32)",
    "LessThan(252)",
    "LessEqThan(8)",
    "LessEqThan(32)",
    "LessEqThan(252)",
    "GreaterThan(8)",
    "GreaterThan(32)",
    "GreaterThan(252)",
    "GreaterEqThan(8)",
    "GreaterEqThan(32)",
    "GreaterEqThan(252)",
  ],
  bitify: [
    "Num2Bits(8)",
    "Num2Bits(64)",
    "Num2Bits(253)",
    "Num2Bits(254)",
    "Bits2Num(8)",
    "Bits2Num(254)",
    "Num2BitsNeg(8)",
    "Num2BitsNeg(64)",
    "Num2Bits_strict()",
    "Bits2Num_strict()",
  ],
  gates: ["XOR()", "AND()", "OR()", "NOT()", "NAND()", "NOR()", "MultiAND(2)", "MultiAND(8)"],
  multiplexer: ["Decoder(2)", "Decoder(8)", "EscalarProduct(4)", "Multiplexer(2,4)", "Multiplexer(3,8)"],
  mux1: ["Mux1()", "MultiMux1(4)"],
  mux2: ["Mux2()", "MultiMux2(4)"],
  mux3: ["Mux3()", "MultiMux3(4)"],
  mux4: ["Mux4()", "MultiMux4(4)"],
  switcher: ["Switcher()"],
  binsum: ["BinSum(8,2)", "BinSum(32,4)"],
  binsub: ["BinSub(8)", "BinSub(32)"],
  montgomery: ["Edwards2Montgomery()", "Montgomery2Edwards()", "MontgomeryAdd()", "MontgomeryDouble()"],
  babyjub: ["BabyAdd()", "BabyDbl()", "BabyPbk()"],
  poseidon: ["Poseidon(1)", "Poseidon(2)", "Poseidon(6)", "Poseidon(16)", "PoseidonEx(2,2)", "Sigma()"],
  mimc: ["MiMC7(91)", "MultiMiMC7(2,91)"],
  mimcsponge: ["MiMCFeistel(220)", "MiMCSponge(2,220,1)", "MiMCSponge(2,220,3)"],
  pedersen: ["Pedersen(8)", "Pedersen(256)", "Window4()", "WindowMulFix()"],
  compconstant: [
    "CompConstant(5)",
    "CompConstant(21888242871839275222246405745257275088548364400416034343698204186575808495616)",
  ],
  sign: ["Sign()"],
  escalarmulany: [
    "BitElementMulAny()",
    "EscalarMulAny(8)",
    "EscalarMulAny(254)",
    "SegmentMulAny(8)",
    "Multiplexor2()",
  ],
  escalarmulfix: [
    "EscalarMulFix(8,[5299619240641551281634865583518297030282874472190772894086521144482721001553,16950150798460657717958625567821834550301663161624707787222815936182638968203])",
    "WindowMulFix()",
  ],
  "smt/smthash_poseidon": ["SMTHash1()", "SMTHash2()"],
  "smt/smtverifiersm": ["SMTVerifierSM()"],
  "smt/smtprocessorsm": ["SMTProcessorSM()"],
  "smt/smtverifier": ["SMTVerifier(4)"],
  "smt/smtprocessor": ["SMTProcessor(4)"],
  "sha256/ch": ["Ch_t(32)"],
  "sha256/maj": ["Maj_t(32)"],
  "sha256/xor3": ["Xor3(32)"],
  "sha256/sigma": ["SmallSigma(7,18,3)", "BigSigma(2,13,22)"],
  "sha256/sigmaplus": ["SigmaPlus()"],
  "sha256/rotate": ["RotR(32,7)"],
  "sha256/shift": ["ShR(32,3)"],
  "sha256/t1": ["T1()"],
  "sha256/t2": ["T2()"],
};

/** The same as `file:Template(arguments)`. */
export const circomlib: readonly string[] = Object.entries(templatesOf).flatMap(([file, templates]) =>
  templates.map((template) => `${file}.circom:${template}`),
);
