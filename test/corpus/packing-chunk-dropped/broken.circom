pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";

// Bytes in chunks of `size`. The number of chunks is rounded down: the last, short one is in no output.
template Pack(n, size) {
    signal input in[n];
    signal output out[n \ size];

    component bytes[n];
    for (var i = 0; i < n; i++) {
        bytes[i] = Num2Bits(8);
        bytes[i].in <== in[i];
    }
    for (var j = 0; j < n \ size; j++) {
        var sum = 0;
        for (var i = 0; i < size; i++) {
            sum += in[j * size + i] * (1 << (8 * i));
        }
        out[j] <== sum;
    }
}

component main = Pack(11, 4);
