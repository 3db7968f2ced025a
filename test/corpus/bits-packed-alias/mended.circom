pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/aliascheck.circom";

// The number of 254 bits. Bits of p and more are refused.
template NumberOfBits() {
    signal input in[254];
    signal output out;
    for (var i = 0; i < 254; i++) {
        in[i] * (in[i] - 1) === 0;
    }
    AliasCheck()(in);
    out <== Bits2Num(254)(in);
}

component main = NumberOfBits();
