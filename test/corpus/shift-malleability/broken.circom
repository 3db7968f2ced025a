pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";

// The masked bytes, moved to the front. Any shift does: a prover shows a part of them, such as "bc" of "abc".
template Shift(bits, m) {
    var n = 1 << bits;
    signal input in[n];
    signal input shift;
    signal output out[m];

    signal shiftBits[bits] <== Num2Bits(bits)(shift);
    signal rows[bits + 1][n];
    rows[0] <== in;
    for (var j = 0; j < bits; j++) {
        for (var i = 0; i < n; i++) {
            rows[j + 1][i] <== rows[j][i] + shiftBits[j] * (rows[j][(i + (1 << j)) % n] - rows[j][i]);
        }
    }
    for (var i = 0; i < m; i++) {
        out[i] <== rows[bits][i];
    }
}

component main = Shift(3, 4);
