pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";

// The largest carry that a chain can have behind coefficient i, for |in[i]| < 2^(m-1):
// h_i = floor((2^(m-1) - 1 + h_(i-1)) / 2^n).
function largest_carry(n, m, i) {
    var high = 0;
    for (var j = 0; j <= i; j++) {
        high = ((1 << (m - 1)) - 1 + high) >> n;
    }
    return high;
}

// The integer of in is zero; every carry is held to exactly the largest that coefficients can need.
template CheckCarryToZero(n, m, k) {
    signal input in[k];
    signal carry[k - 1];
    var before = 0;
    for (var i = 0; i < k - 1; i++) {
        carry[i] <-- (in[i] + before) / (1 << n);
        in[i] + before === carry[i] * (1 << n);
        var high = largest_carry(n, m, i);
        _ <== Num2Bits(m - n + 1)(high + carry[i]);
        _ <== Num2Bits(m - n + 1)(high - carry[i]);
        before = carry[i];
    }
    in[k - 1] + before === 0;
}

component main = CheckCarryToZero(16, 40, 4);
