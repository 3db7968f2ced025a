pragma circom 2.1.6;

// Limb arithmetic for the corpus: k limbs of n bits, the least significant first. Our own code.

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// Bits of x.
function bit_length(x) {
    var bits = 0;
    for (var rest = x; rest > 0; rest = rest >> 1) {
        bits++;
    }
    return bits;
}

// f(x) for coefficients f, the least significant first.
function evaluate(len, f, x) {
    var value = 0;
    for (var i = len - 1; i >= 0; i--) {
        value = value * x + f[i];
    }
    return value;
}

// Coefficients of a(X)b(X), none of them carried.
function product(k, a, b) {
    var out[200];
    for (var i = 0; i < 2 * k - 1; i++) {
        out[i] = 0;
    }
    for (var i = 0; i < k; i++) {
        for (var j = 0; j < k; j++) {
            out[i + j] += a[i] * b[j];
        }
    }
    return out;
}

// Quotient and remainder of a times b by p, for the prover: one bit of the product after the other.
function divide_product(n, k, a, b, p) {
    var out[2][100];
    var dividend[200] = product(k, a, b);
    dividend[2 * k - 1] = 0;
    for (var i = 0; i < 2 * k - 1; i++) {
        dividend[i + 1] += dividend[i] >> n;
        dividend[i] = dividend[i] & ((1 << n) - 1);
    }
    var rest[101];
    for (var i = 0; i <= k; i++) {
        rest[i] = 0;
    }
    for (var i = 0; i < k; i++) {
        out[0][i] = 0;
    }
    for (var i = 2 * k - 1; i >= 0; i--) {
        for (var j = n - 1; j >= 0; j--) {
            for (var l = k; l > 0; l--) {
                rest[l] = ((rest[l] << 1) & ((1 << n) - 1)) + (rest[l - 1] >> (n - 1));
            }
            rest[0] = ((rest[0] << 1) & ((1 << n) - 1)) + ((dividend[i] >> j) & 1);
            var larger = rest[k] > 0;
            var decided = larger;
            for (var l = k - 1; l >= 0; l--) {
                if (decided == 0 && rest[l] != p[l]) {
                    decided = 1;
                    larger = rest[l] > p[l];
                }
            }
            if (larger == 1 || decided == 0) {
                var borrow = 0;
                for (var l = 0; l < k; l++) {
                    var limb = rest[l] - p[l] - borrow;
                    borrow = rest[l] < p[l] + borrow;
                    rest[l] = limb + borrow * (1 << n);
                }
                rest[k] -= borrow;
                if (i < k) {
                    out[0][i] += 1 << j;
                }
            }
        }
    }
    for (var i = 0; i < k; i++) {
        out[1][i] = rest[i];
    }
    return out;
}

// The integer Σ in[i] 2^(ni) is zero: |in[i]| < 2^(m-1), carries in ±2^(m-n).
template CarriesToZero(n, m, len) {
    signal input in[len];
    signal carry[len - 1];
    var before = 0;
    for (var i = 0; i < len - 1; i++) {
        carry[i] <-- (in[i] + before) / (1 << n);
        in[i] + before === carry[i] * (1 << n);
        _ <== Num2Bits(m - n + 1)(carry[i] + (1 << (m - n)));
        before = carry[i];
    }
    in[len - 1] + before === 0;
}

// Every limb has n bits.
template LimbsInRange(n, k) {
    signal input in[k];
    for (var i = 0; i < k; i++) {
        _ <== Num2Bits(n)(in[i]);
    }
}

// out = 1 where a < b as integers; limbs of n bits are the caller's affair.
template LimbsLessThan(n, k) {
    signal input a[k];
    signal input b[k];
    signal output out;
    signal less[k];
    signal equal[k];
    signal below[k + 1];
    below[0] <== 0;
    for (var i = 0; i < k; i++) {
        less[i] <== LessThan(n)([a[i], b[i]]);
        equal[i] <== IsEqual()([a[i], b[i]]);
        below[i + 1] <== less[i] + equal[i] * below[i];
    }
    out <== below[k];
}

// a(X)b(X) - p(X)q(X) - r(X), fixed by its values at 2k-1 points.
template Difference(k) {
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
    for (var x = 0; x < 2 * k - 1; x++) {
        var a_x = evaluate(k, a, x);
        var b_x = evaluate(k, b, x);
        var p_x = evaluate(k, p, x);
        var q_x = evaluate(k, q, x);
        var r_x = evaluate(k, r, x);
        var t_x = evaluate(2 * k - 1, t, x);
        left[x] <== a_x * b_x;
        right[x] <== p_x * q_x;
        left[x] - right[x] - r_x === t_x;
    }
}

// Room for |t_i|: k products of two limbs of n bits, and one limb.
function coefficient_bits(n, k) {
    return 2 * n + bit_length(k) + 1;
}
