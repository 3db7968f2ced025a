pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";

// Bytes in chunks of `size`, the last one shorter.
template Pack(n, size) {
    var chunks = (n + size - 1) \ size;
    signal input in[n];
    signal output out[chunks];

    component bytes[n];
    for (var i = 0; i < n; i++) {
        bytes[i] = Num2Bits(8);
        bytes[i].in <== in[i];
    }
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
