pragma circom 2.1.6;

// Twice a point of the Montgomery curve v^2 = u^3 + A·u^2 + u, A = 168698. v must not be zero.
template Double() {
    signal input point[2];
    signal output twice[2];
    signal square;
    signal slope;
    signal inverse;

    inverse <-- 1 / point[1];
    inverse * point[1] === 1;
    square <== point[0] * point[0];
    slope <-- (3 * square + 2 * 168698 * point[0] + 1) / (2 * point[1]);
    slope * (2 * point[1]) === 3 * square + 2 * 168698 * point[0] + 1;
    twice[0] <== slope * slope - 168698 - 2 * point[0];
    twice[1] <== slope * (point[0] - twice[0]) - point[1];
}

component main = Double();
