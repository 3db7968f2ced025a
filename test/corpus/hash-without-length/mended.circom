pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";
include "circomlib/circuits/poseidon.circom";

// A hash of the first `length` bytes, the rest zero, together with the length.
template HashBytes(n) {
    signal input in[n];
    signal input length;
    signal output out;

    signal lengthBits[8] <== Num2Bits(8)(length);
    signal fits <== LessEqThan(8)([length, n]);
    fits === 1;

    component bytes[n];
    signal isTail[n];
    var packed = 0;
    for (var i = 0; i < n; i++) {
        bytes[i] = Num2Bits(8);
        bytes[i].in <== in[i];
        isTail[i] <== GreaterEqThan(8)([i, length]);
        isTail[i] * in[i] === 0;
        packed += in[i] * (1 << (8 * i));
    }
    out <== Poseidon(2)([packed, length]);
}

component main = HashBytes(5);
