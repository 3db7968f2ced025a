pragma circom 2.1.6;

include "circomlib/circuits/comparators.circom";

// in[index]: exactly one position is the index.
template Select(n) {
    signal input in[n];
    signal input index;
    signal output out;

    signal hits[n];
    signal parts[n];
    var count = 0;
    var sum = 0;
    for (var i = 0; i < n; i++) {
        hits[i] <== IsEqual()([index, i]);
        parts[i] <== hits[i] * in[i];
        count += hits[i];
        sum += parts[i];
    }
    count === 1;
    out <== sum;
}

component main = Select(6);
