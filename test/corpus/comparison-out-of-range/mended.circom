pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// amount <= balance, both of 64 bits.
template Withdraw() {
    signal input amount;
    signal input balance;
    signal output left;

    signal amountBits[64] <== Num2Bits(64)(amount);
    signal balanceBits[64] <== Num2Bits(64)(balance);
    signal covered <== LessEqThan(64)([amount, balance]);
    covered === 1;
    left <== balance - amount;
}

component main = Withdraw();
