pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// The payload of a JWT: from the dot to the end of what is signed.
template Payload(n, m) {
    signal input jwt[n];
    signal input signedLength;
    signal input start;
    signal input length;
    signal output out[m];

    signal signedBits[8] <== Num2Bits(8)(signedLength);
    signal startBits[8] <== Num2Bits(8)(start);
    signal lengthBits[8] <== Num2Bits(8)(length);
    signal small <== LessEqThan(8)([length, m]);
    small === 1;
    signal inside <== LessEqThan(8)([signedLength, n]);
    inside === 1;
    start + length === signedLength;

    // A dot stands just before the payload.
    signal isStart[n];
    var starts = 0;
    for (var i = 0; i < n; i++) {
        isStart[i] <== IsEqual()([start, i]);
        starts += isStart[i];
        if (i > 0) {
            isStart[i] * (jwt[i - 1] - 46) === 0;
        }
    }
    starts === 1;
    isStart[0] === 0;

    signal kept[m];
    signal parts[m][n];
    for (var j = 0; j < m; j++) {
        var sum = 0;
        for (var i = 0; i + j < n; i++) {
            parts[j][i] <== isStart[i] * jwt[i + j];
            sum += parts[j][i];
        }
        kept[j] <== LessThan(8)([j, length]);
        out[j] <== kept[j] * sum;
    }
}

component main = Payload(24, 12);
