pragma circom 2.1.6;

// The parity of a number of 32 bits.
template Parity() {
    signal input number;
    signal output parity;
    signal bits[32];

    var sum = 0;
    for (var i = 0; i < 32; i++) {
        bits[i] <-- (number >> i) & 1;
        bits[i] * (bits[i] - 1) === 0;
        sum += bits[i] * 2 ** i;
    }
    sum === number;
    parity <== bits[0];
}

component main = Parity();
