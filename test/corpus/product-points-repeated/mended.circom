pragma circom 2.1.6;

include "../shared/limbs.circom";

// A polynomial of degree 2k-2, looked at 2k-1 points.
template DifferenceAtPoints(k) {
    signal input a[k];
    signal input b[k];
    signal input p[k];
    signal input q[k];
    signal input r[k];
    signal output t[2 * k - 1];
    var ab[200] = product(k, a, b);
    var pq[200] = product(k, p, q);
    for (var i = 0; i < 2 * k - 1; i++) {
        if (i < k) {
            pq[i] += r[i];
        }
        t[i] <-- ab[i] - pq[i];
    }
    signal left[2 * k - 1];
    signal right[2 * k - 1];
    for (var i = 0; i < 2 * k - 1; i++) {
        var x = i;
        var a_x = evaluate(k, a, x);
        var b_x = evaluate(k, b, x);
        var p_x = evaluate(k, p, x);
        var q_x = evaluate(k, q, x);
        var r_x = evaluate(k, r, x);
        var t_x = evaluate(2 * k - 1, t, x);
        left[i] <== a_x * b_x;
        right[i] <== p_x * q_x;
        left[i] - right[i] - r_x === t_x;
    }
}

// a*b mod p.
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
    less === 1;
    signal t[2 * k - 1] <== DifferenceAtPoints(k)(a, b, p, q, out);
    CarriesToZero(n, coefficient_bits(n, k), 2 * k - 1)(t);
}

component main = Multiply(64, 3);
