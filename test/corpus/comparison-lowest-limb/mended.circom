pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// a < b, from the least limb up: the higher limb decides unless it is equal.
template BigLessThan(n, k) {
    signal input a[k];
    signal input b[k];
    signal output out;
    signal less[k];
    signal equal[k];
    signal below[k + 1];
    below[0] <== 0;
    for (var i = 0; i < k; i++) {
        _ <== Num2Bits(n)(a[i]);
        _ <== Num2Bits(n)(b[i]);
        less[i] <== LessThan(n)([a[i], b[i]]);
        equal[i] <== IsEqual()([a[i], b[i]]);
        below[i + 1] <== less[i] + equal[i] * below[i];
    }
    out <== below[k];
}

component main = BigLessThan(16, 4);
