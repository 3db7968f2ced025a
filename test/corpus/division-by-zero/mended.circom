pragma circom 2.1.6;

include "circomlib/circuits/comparators.circom";

// A share of a pool in units of its total; that of an empty pool is zero.
template Share() {
    signal input part;
    signal input total;
    signal output share;
    signal isEmpty;

    isEmpty <== IsZero()(total);
    share <-- total == 0 ? 0 : part / total;
    share * total === part;
    share * isEmpty === 0;
}

component main = Share();
