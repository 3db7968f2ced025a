pragma circom 2.1.6;

include "circomlib/circuits/comparators.circom";

// amount <= balance. Neither is held to 64 bits: an amount of p - 1 is not above any balance.
template Withdraw() {
    signal input amount;
    signal input balance;
    signal output left;

    signal covered <== LessEqThan(64)([amount, balance]);
    covered === 1;
    left <== balance - amount;
}

component main = Withdraw();
