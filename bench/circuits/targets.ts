/** Pairs of npm packages: a version with a published bug, and one without. */

/** A circuit with what its caller guarantees. Paths are from node_modules. */
export interface Side {
  readonly target: string;
  readonly set?: Readonly<Record<string, bigint>>;
  readonly bind?: Readonly<Record<string, string>>;
}

export interface Pair {
  readonly name: string;
  readonly broken: Side;
  readonly mended: Side;
  /** Ids that must find it, whatever severity they give it. */
  readonly catches?: readonly string[];
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
  },
  {
    name: "Base64Lookup takes any byte",
    broken: { target: "zk-email-circuits-1.1.2/helpers/base64.circom:Base64Lookup()" },
    mended: { target: "zk-email-circuits-3.2.4/helpers/base64.circom:Base64Lookup()" },
  },
  {
    name: "shift malleability",
    broken: {
      target: "zk-email-circuits-1.1.2/helpers/extract.circom:VarShiftLeft(8,4)",
      bind: { masked: "in" },
    },
    mended: { target: "@zk-email/circuits/utils/array.circom:VarShiftLeft(8,4)" },
  },
  {
    name: "index out of range",
    broken: { target: "zk-email-circuits-3.2.4/helpers/utils.circom:QuinSelector(6,4)" },
    mended: { target: "zk-email-circuits-6.1.1/utils/array.circom:ItemAtIndex(6)" },
  },
  {
    name: "path bits not boolean",
    broken: { target: `binary-merkle-root-1.0.0/${merkle}` },
    mended: { target: `binary-merkle-root-2.0.0/${merkle}` },
  },
  {
    name: "byte 255 starts a text",
    broken: { target: `zk-regex-circom-2.1.0/${regex}`, bind: { text: "msg" } },
    mended: { target: `zk-regex-circom-2.3.2/${regex}`, bind: { text: "msg" } },
  },
  {
    name: "Num2Bits(254)",
    broken: { target: "circomlib/circuits/bitify.circom:Num2Bits(254)" },
    mended: { target: "circomlib/circuits/bitify.circom:Num2Bits(253)" },
  },
  {
    name: "Decoder",
    broken: { target: "circomlib/circuits/multiplexer.circom:Decoder(4)" },
    mended: own("decoder-all-zero"),
  },
  {
    name: "Edwards2Montgomery",
    broken: { target: "circomlib/circuits/montgomery.circom:Edwards2Montgomery()" },
    mended: own("curve-map-zero-denominator"),
  },
  {
    name: "Montgomery2Edwards",
    broken: { target: "circomlib/circuits/montgomery.circom:Montgomery2Edwards()" },
    mended: own("curve-map-zero-denominator"),
  },
  {
    name: "MontgomeryAdd",
    broken: { target: "circomlib/circuits/montgomery.circom:MontgomeryAdd()" },
    mended: own("curve-addition-zero-denominator"),
  },
  {
    name: "MontgomeryDouble",
    broken: { target: "circomlib/circuits/montgomery.circom:MontgomeryDouble()" },
    mended: own("curve-doubling-zero-denominator"),
  },
];

/** Templates of circomlib with arguments, as `file:Template(arguments)`. */
export const circomlib: readonly string[] = [
  ...["IsZero()", "IsEqual()", "ForceEqualIfEnabled()", ...["LessThan", "LessEqThan", "GreaterThan", "GreaterEqThan"].flatMap((name) => [`${name}(8)`, `${name}(32)`, `${name}(252)`])].map((one) => `comparators.circom:${one}`),
  ...["Num2Bits(8)", "Num2Bits(64)", "Num2Bits(253)", "Num2Bits(254)", "Bits2Num(8)", "Bits2Num(254)", "Num2BitsNeg(8)", "Num2BitsNeg(64)", "Num2Bits_strict()", "Bits2Num_strict()"].map((one) => `bitify.circom:${one}`),
  ...["XOR()", "AND()", "OR()", "NOT()", "NAND()", "NOR()", "MultiAND(2)", "MultiAND(8)"].map((one) => `gates.circom:${one}`),
  ...["Decoder(2)", "Decoder(8)", "EscalarProduct(4)", "Multiplexer(2,4)", "Multiplexer(3,8)"].map((one) => `multiplexer.circom:${one}`),
  ...["Mux1()", "MultiMux1(4)"].map((one) => `mux1.circom:${one}`),
  ...["Mux2()", "MultiMux2(4)"].map((one) => `mux2.circom:${one}`),
  ...["Mux3()", "MultiMux3(4)"].map((one) => `mux3.circom:${one}`),
  ...["Mux4()", "MultiMux4(4)"].map((one) => `mux4.circom:${one}`),
  ...["Switcher()"].map((one) => `switcher.circom:${one}`),
  ...["BinSum(8,2)", "BinSum(32,4)"].map((one) => `binsum.circom:${one}`),
  ...["BinSub(8)", "BinSub(32)"].map((one) => `binsub.circom:${one}`),
  ...["Edwards2Montgomery()", "Montgomery2Edwards()", "MontgomeryAdd()", "MontgomeryDouble()"].map((one) => `montgomery.circom:${one}`),
  ...["BabyAdd()", "BabyDbl()", "BabyPbk()"].map((one) => `babyjub.circom:${one}`),
  ...["Poseidon(1)", "Poseidon(2)", "Poseidon(6)", "Poseidon(16)", "PoseidonEx(2,2)", "Sigma()"].map((one) => `poseidon.circom:${one}`),
  ...["MiMC7(91)", "MultiMiMC7(2,91)"].map((one) => `mimc.circom:${one}`),
  ...["MiMCFeistel(220)", "MiMCSponge(2,220,1)", "MiMCSponge(2,220,3)"].map((one) => `mimcsponge.circom:${one}`),
  ...["Pedersen(8)", "Pedersen(256)"].map((one) => `pedersen.circom:${one}`),
  ...["CompConstant(5)", "CompConstant(21888242871839275222246405745257275088548364400416034343698204186575808495616)"].map((one) => `compconstant.circom:${one}`),
  ...["Sign()"].map((one) => `sign.circom:${one}`),
  ...["Window4()", "WindowMulFix()"].map((one) => `pedersen.circom:${one}`),
  ...["BitElementMulAny()", "EscalarMulAny(8)", "EscalarMulAny(254)", "SegmentMulAny(8)", "Multiplexor2()"].map((one) => `escalarmulany.circom:${one}`),
  ...["EscalarMulFix(8,[5299619240641551281634865583518297030282874472190772894086521144482721001553,16950150798460657717958625567821834550301663161624707787222815936182638968203])", "WindowMulFix()"].map((one) => `escalarmulfix.circom:${one}`),
  ...["SMTHash1()", "SMTHash2()"].map((one) => `smt/smthash_poseidon.circom:${one}`),
  ...["SMTVerifierSM()", "SMTProcessorSM()"].map((one, i) => `smt/${["smtverifiersm", "smtprocessorsm"][i]}.circom:${one}`),
  ...["SMTVerifier(4)", "SMTProcessor(4)"].map((one, i) => `smt/${["smtverifier", "smtprocessor"][i]}.circom:${one}`),
  ...["Ch_t(32)", "Maj_t(32)", "Xor3(32)", "SmallSigma(7,18,3)", "BigSigma(2,13,22)", "SigmaPlus()", "RotR(32,7)", "ShR(32,3)", "T1()", "T2()"].map((one, i) => `sha256/${["ch", "maj", "xor3", "sigma", "sigma", "sigmaplus", "rotate", "shift", "t1", "t2"][i]}.circom:${one}`),
]; // prettier-ignore
