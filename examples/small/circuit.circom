// Knows a preimage of a Poseidon hash: the circuit of the example ceremony.
pragma circom 2.1.0;

include "poseidon.circom";

template Preimage() {
    signal input secret;
    signal input salt;
    signal output commitment;

    component hash = Poseidon(2);
    hash.inputs[0] <== secret;
    hash.inputs[1] <== salt;
    commitment <== hash.out;
}

component main {public [salt]} = Preimage();
