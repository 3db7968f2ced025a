pragma circom 2.1.6;

// The 254 bits of a number. 2^254 is above the prime: v and v + p have bits of their own, for small v.
template Bits() {
    signal input number;
    signal output bits[254];

    var sum = 0;
    for (var i = 0; i < 254; i++) {
        bits[i] <-- (number >> i) & 1;
        bits[i] * (bits[i] - 1) === 0;
        sum += bits[i] * 2 ** i;
    }
    sum === number;
}

component main = Bits();
