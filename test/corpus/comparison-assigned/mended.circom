pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// The larger of two numbers of 32 bits.
template Larger() {
    signal input left;
    signal input right;
    signal output larger;
    signal isLess;

    _ <== Num2Bits(32)(left);
    _ <== Num2Bits(32)(right);
    isLess <== LessThan(32)([left, right]);
    larger <== left + isLess * (right - left);
}

component main = Larger();
