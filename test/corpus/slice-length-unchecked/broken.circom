pragma circom 2.1.6;

include "circomlib/circuits/comparators.circom";
include "circomlib/circuits/bitify.circom";

// in[index .. index + length], and zeros up to m. The end of the slice is compared, and not its length: index plus
// a length of p - 1 is small, and a length above m gives a slice that was cut.
template Slice(n, bits, m) {
    signal input in[n];
    signal input index;
    signal input length;
    signal output out[m];

    signal indexBits[bits] <== Num2Bits(bits)(index);
    signal fits <== LessEqThan(bits + 1)([index + length, n]);
    fits === 1;

    signal kept[m];
    signal hits[m][n];
    signal parts[m][n];
    for (var j = 0; j < m; j++) {
        var sum = 0;
        for (var i = 0; i < n; i++) {
            hits[j][i] <== IsEqual()([index + j, i]);
            parts[j][i] <== hits[j][i] * in[i];
            sum += parts[j][i];
        }
        kept[j] <== LessThan(bits)([j, length]);
        out[j] <== kept[j] * sum;
    }
}

component main = Slice(10, 4, 4);
