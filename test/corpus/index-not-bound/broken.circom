pragma circom 2.1.6;

// in[index], by a one-hot selector that the prover writes down: it is one-hot, and nothing ties it to the index.
template Select(n) {
    signal input in[n];
    signal input index;
    signal output out;

    signal hot[n];
    signal parts[n];
    var count = 0;
    var sum = 0;
    for (var i = 0; i < n; i++) {
        hot[i] <-- index == i ? 1 : 0;
        hot[i] * (hot[i] - 1) === 0;
        parts[i] <== hot[i] * in[i];
        count += hot[i];
        sum += parts[i];
    }
    count === 1;
    out <== sum;
}

component main = Select(5);
