pragma circom 2.1.6;

// Average of two prices: the quotient is assigned, and nothing holds it to the sum.
template Average() {
    signal input prices[2];
    signal output average;

    average <-- (prices[0] + prices[1]) / 2;
}

component main = Average();
