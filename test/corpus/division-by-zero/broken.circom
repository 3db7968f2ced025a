pragma circom 2.1.6;

// A share of a pool in units of its total. An empty pool gives its one member every share.
template Share() {
    signal input part;
    signal input total;
    signal output share;

    share <-- total == 0 ? 0 : part / total;
    share * total === part;
}

component main = Share();
