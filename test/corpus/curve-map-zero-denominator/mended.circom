pragma circom 2.1.6;

// (x, y) of a twisted Edwards curve to (u, v) of its Montgomery form: u = (1 + y)/(1 - y), v = u/x, for x not zero.
template ToMontgomery() {
    signal input point[2];
    signal output image[2];
    signal inverse;

    inverse <-- 1 / point[0];
    inverse * point[0] === 1;
    image[0] <-- (1 + point[1]) / (1 - point[1]);
    image[1] <-- image[0] / point[0];
    image[0] * (1 - point[1]) === 1 + point[1];
    image[1] * point[0] === image[0];
}

component main = ToMontgomery();
