pragma circom 2.1.6;

include "../shared/base64.circom";

component main = FlaggedBase64Value();
