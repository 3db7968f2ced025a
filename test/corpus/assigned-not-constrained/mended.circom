pragma circom 2.1.6;

// Average of two prices.
template Average() {
    signal input prices[2];
    signal output average;

    average <-- (prices[0] + prices[1]) / 2;
    average * 2 === prices[0] + prices[1];
}

component main = Average();
