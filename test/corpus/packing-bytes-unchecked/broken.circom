pragma circom 2.1.6;

// Bytes in chunks of `size`. They are not held to 8 bits: 256 after 0 packs like 0 after 1.
template Pack(n, size) {
    var chunks = (n + size - 1) \ size;
    signal input in[n];
    signal output out[chunks];

    for (var j = 0; j < chunks; j++) {
        var sum = 0;
        for (var i = 0; i < size; i++) {
            if (j * size + i < n) {
                sum += in[j * size + i] * (1 << (8 * i));
            }
        }
        out[j] <== sum;
    }
}

component main = Pack(11, 4);
