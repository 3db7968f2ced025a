pragma circom 2.1.6;

include "circomlib/circuits/poseidon.circom";
include "circomlib/circuits/mux1.circom";

// The root above a leaf. A path bit of 2 or p - 1 mixes leaf and sibling into a node that stands in no tree.
template Root(depth) {
    signal input leaf;
    signal input siblings[depth];
    signal input path[depth];
    signal output root;

    signal nodes[depth + 1];
    signal pairs[depth][2];
    nodes[0] <== leaf;
    for (var i = 0; i < depth; i++) {
        pairs[i] <== MultiMux1(2)([[nodes[i], siblings[i]], [siblings[i], nodes[i]]], path[i]);
        nodes[i + 1] <== Poseidon(2)(pairs[i]);
    }
    root <== nodes[depth];
}

component main = Root(2);
