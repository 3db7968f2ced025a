pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";

// The number of 254 bits. The bits of v and those of v + p have one number.
template NumberOfBits() {
    signal input in[254];
    signal output out;
    for (var i = 0; i < 254; i++) {
        in[i] * (in[i] - 1) === 0;
    }
    out <== Bits2Num(254)(in);
}

component main = NumberOfBits();
