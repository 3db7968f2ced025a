pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// The masked bytes, moved to the front: the shift is where they begin, with a zero or nothing before.
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

    signal here[n];
    signal isZero[n];
    for (var i = 0; i < n; i++) {
        here[i] <== IsEqual()([shift, i]);
        isZero[i] <== IsZero()(in[i]);
        here[i] * isZero[i] === 0;
        if (i > 0) {
            here[i] * in[i - 1] === 0;
        }
    }
}

component main = Shift(3, 4);
