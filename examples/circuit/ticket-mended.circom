pragma circom 2.1.6;

include "circomlib/circuits/comparators.circom";

// The price of the seat that a ticket names, which is one of the n.
template PriceOfSeat(n) {
    signal input prices[n];
    signal input seat;
    signal output price;

    component isSeat[n];
    signal sums[n + 1];
    sums[0] <== 0;
    var seats = 0;
    for (var i = 0; i < n; i++) {
        isSeat[i] = IsEqual();
        isSeat[i].in <== [seat, i];
        sums[i + 1] <== sums[i] + isSeat[i].out * prices[i];
        seats += isSeat[i].out;
    }
    seats === 1;
    price <== sums[n];
}

component main {public [prices]} = PriceOfSeat(8);
