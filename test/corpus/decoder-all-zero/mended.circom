pragma circom 2.1.6;

// out[i] = 1 where i is the index, all others 0.
template OneHot(n) {
    signal input index;
    signal output out[n];

    var sum = 0;
    for (var i = 0; i < n; i++) {
        out[i] <-- (index == i) ? 1 : 0;
        out[i] * (index - i) === 0;
        sum += out[i];
    }
    sum === 1;
}

component main = OneHot(4);
