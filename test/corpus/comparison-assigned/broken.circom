pragma circom 2.1.6;

// The larger of two numbers of 32 bits. Which of them that is, the prover says.
template Larger() {
    signal input left;
    signal input right;
    signal output larger;
    signal isLess;

    isLess <-- left < right ? 1 : 0;
    isLess * (isLess - 1) === 0;
    larger <== left + isLess * (right - left);
}

component main = Larger();
