pragma circom 2.1.6;

// The parity of a number of 32 bits. Nothing makes the bits bits.
template Parity() {
    signal input number;
    signal output parity;
    signal rest;

    parity <-- number & 1;
    rest <-- number >> 1;
    parity + 2 * rest === number;
}

component main = Parity();
