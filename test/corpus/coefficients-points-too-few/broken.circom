pragma circom 2.1.6;

include "../shared/limbs.circom";

// Coefficients of a(X)b(X), fixed at 2k-2 points: one too few for degree 2k-2.
template MultiplyNoCarry(n, k) {
    signal input a[k];
    signal input b[k];
    signal output out[2 * k - 1];
    var ab[200] = product(k, a, b);
    for (var i = 0; i < 2 * k - 1; i++) {
        out[i] <-- ab[i];
    }
    for (var x = 0; x < 2 * k - 2; x++) {
        var a_x = evaluate(k, a, x);
        var b_x = evaluate(k, b, x);
        var out_x = evaluate(2 * k - 1, out, x);
        a_x * b_x === out_x;
    }
}

component main = MultiplyNoCarry(16, 4);
