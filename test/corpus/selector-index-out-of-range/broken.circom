pragma circom 2.1.6;

include "circomlib/circuits/comparators.circom";

// in[index]. LessThan compares numbers of `bits` bits, and nothing makes index one: p - 1 is "less than" n.
template Select(n, bits) {
    signal input in[n];
    signal input index;
    signal output out;

    signal below <== LessThan(bits)([index, n]);
    below === 1;

    signal hits[n];
    signal parts[n];
    var sum = 0;
    for (var i = 0; i < n; i++) {
        hits[i] <== IsEqual()([index, i]);
        parts[i] <== hits[i] * in[i];
        sum += parts[i];
    }
    out <== sum;
}

component main = Select(6, 4);
