pragma circom 2.1.6;

// The 253 bits of a number: as many as fit below the prime.
template Bits() {
    signal input number;
    signal output bits[253];

    var sum = 0;
    for (var i = 0; i < 253; i++) {
        bits[i] <-- (number >> i) & 1;
        bits[i] * (bits[i] - 1) === 0;
        sum += bits[i] * 2 ** i;
    }
    sum === number;
}

component main = Bits();
