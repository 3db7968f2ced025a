pragma circom 2.1.6;

// (x, y) of a twisted Edwards curve to (u, v) of its Montgomery form: u = (1 + y)/(1 - y), v = u/x.
// At (0, -1), a point of order two, v·0 = 0 holds for every v.
template ToMontgomery() {
    signal input point[2];
    signal output image[2];

    image[0] <-- (1 + point[1]) / (1 - point[1]);
    image[1] <-- image[0] / point[0];
    image[0] * (1 - point[1]) === 1 + point[1];
    image[1] * point[0] === image[0];
}

component main = ToMontgomery();
