pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";

// Carries in +-2^192: times 2^64 they wrap around the field.
template CheckCarryToZero(n, m, k) {
    signal input in[k];
    signal carry[k];
    carry[0] <-- in[0] / (1 << n);
    in[0] === carry[0] * (1 << n);
    for (var i = 1; i < k - 1; i++) {
        carry[i] <-- (in[i] + carry[i - 1]) / (1 << n);
        in[i] + carry[i - 1] === carry[i] * (1 << n);
    }
    for (var i = 0; i < k - 1; i++) {
        _ <== Num2Bits(193)(carry[i] + (1 << (192)));
    }
    in[k - 1] + carry[k - 2] === 0;
}

component main = CheckCarryToZero(64, 140, 4);
