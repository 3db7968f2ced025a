pragma circom 2.1.6;

// Sum of two points of the Montgomery curve v^2 = u^3 + A·u^2 + u. The two must differ in u.
template Add() {
    signal input left[2];
    signal input right[2];
    signal output sum[2];
    signal slope;
    signal inverse;

    inverse <-- 1 / (right[0] - left[0]);
    inverse * (right[0] - left[0]) === 1;
    slope <-- (right[1] - left[1]) / (right[0] - left[0]);
    slope * (right[0] - left[0]) === right[1] - left[1];
    sum[0] <== slope * slope - 168698 - left[0] - right[0];
    sum[1] <== slope * (left[0] - sum[0]) - left[1];
}

component main = Add();
