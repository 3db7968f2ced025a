pragma circom 2.1.6;

// A toy sponge: absorbs two numbers, squeezes two.
template Sponge() {
    signal input ins[2];
    signal input key;
    signal output outs[2];
    signal state[3];
    signal squares[3];

    squares[0] <== (ins[0] + key) * (ins[0] + key);
    state[0] <== squares[0] * (ins[0] + key);
    squares[1] <== (state[0] + ins[1]) * (state[0] + ins[1]);
    state[1] <== squares[1] * (state[0] + ins[1]);
    outs[0] <== state[1];
    squares[2] <== (state[1] + 1) * (state[1] + 1);
    state[2] <== squares[2] * (state[1] + 1);
    outs[1] <== state[2];
}

component main = Sponge();
