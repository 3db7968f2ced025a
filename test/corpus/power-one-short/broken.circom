pragma circom 2.1.6;

include "../shared/limbs.circom";

// a*b mod p: limbs of q and r in range, r < p, carries bounded.
template Multiply(n, k) {
    signal input a[k];
    signal input b[k];
    signal input p[k];
    signal output out[k];

    signal q[k];
    var hint[2][100] = divide_product(n, k, a, b, p);
    for (var i = 0; i < k; i++) {
        q[i] <-- hint[0][i];
        out[i] <-- hint[1][i];
        _ <== Num2Bits(n)(q[i]);
        _ <== Num2Bits(n)(out[i]);
    }
    signal less <== LimbsLessThan(n, k)(out, p);
    less === 1;
    signal t[2 * k - 1] <== Difference(k)(a, b, p, q, out);
    CarriesToZero(n, coefficient_bits(n, k), 2 * k - 1)(t);
}

// base^32769 mod modulus: fifteen squarings and a product.
template Power65537(n, k) {
    signal input base[k];
    signal input modulus[k];
    signal output out[k];
    LimbsInRange(n, k)(base);
    LimbsInRange(n, k)(modulus);

    signal squares[16][k];
    squares[0] <== base;
    for (var i = 0; i < 15; i++) {
        squares[i + 1] <== Multiply(n, k)(squares[i], squares[i], modulus);
    }
    out <== Multiply(n, k)(squares[15], base, modulus);
}

component main = Power65537(16, 4);
