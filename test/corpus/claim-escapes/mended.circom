pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// "name" : "value" and then , or }, cut out of a JSON object: both strings without their quotes. White space may stand
// between the parts. The strings are of ASCII from 0x20 to 0x7f without " and \, so that JSON reads the same bytes.
template ExtendedClaim(n, maxName, maxValue) {
    signal input claim[n];
    signal input nameEnd;
    signal input colon;
    signal input valueStart;
    signal input valueEnd;
    signal input end;
    signal output name[maxName];
    signal output value[maxValue];

    // One position each, in this order.
    signal at[5][n];
    signal ordered[4][n];
    var places[5] = [nameEnd, colon, valueStart, valueEnd, end];
    var past[5][n];
    for (var k = 0; k < 5; k++) {
        var count = 0;
        var order = 0;
        for (var i = 0; i < n; i++) {
            at[k][i] <== IsEqual()([places[k], i]);
            past[k][i] = count;
            count += at[k][i];
            if (k > 0) {
                ordered[k - 1][i] <== at[k][i] * past[k - 1][i];
                order += ordered[k - 1][i];
            }
        }
        count === 1;
        if (k > 0) {
            order === 1;
        }
    }
    at[0][0] === 0;

    component bits[n];
    signal isQuote[n];
    signal isEscape[n];
    signal isControl[n];
    signal whiteHalves[n][2];
    signal isNotWhite[n];
    signal inName[n];
    signal inValue[n];
    claim[0] === 34;
    for (var i = 0; i < n; i++) {
        bits[i] = Num2Bits(7);
        bits[i].in <== claim[i];
        isQuote[i] <== IsEqual()([claim[i], 34]);
        isEscape[i] <== IsEqual()([claim[i], 92]);
        isControl[i] <== IsZero()(bits[i].out[5] + bits[i].out[6]);
        whiteHalves[i][0] <== (claim[i] - 32) * (claim[i] - 9);
        whiteHalves[i][1] <== (claim[i] - 10) * (claim[i] - 13);
        isNotWhite[i] <== whiteHalves[i][0] * whiteHalves[i][1];

        at[0][i] * (1 - isQuote[i]) === 0;
        at[1][i] * (claim[i] - 58) === 0;
        at[2][i] * (1 - isQuote[i]) === 0;
        at[3][i] * (1 - isQuote[i]) === 0;
        (past[0][i] - past[1][i] - at[1][i]) * isNotWhite[i] === 0;
        (past[1][i] - past[2][i] - at[2][i]) * isNotWhite[i] === 0;
        (past[3][i] - past[4][i] - at[4][i]) * isNotWhite[i] === 0;
        past[4][i] * claim[i] === 0;

        inName[i] <== i == 0 ? 0 : 1 - past[0][i] - at[0][i];
        inValue[i] <== past[2][i] - past[3][i] - at[3][i];
        inName[i] * (isQuote[i] + isEscape[i] + isControl[i]) === 0;
        inValue[i] * (isQuote[i] + isEscape[i] + isControl[i]) === 0;
    }

    // , or } at the end.
    signal last[n];
    var lastByte = 0;
    for (var i = 0; i < n; i++) {
        last[i] <== at[4][i] * claim[i];
        lastByte += last[i];
    }
    (lastByte - 44) * (lastByte - 125) === 0;

    // Nothing of the name or of the value is cut off.
    signal nameRoom[8] <== Num2Bits(8)(maxName + 1 - nameEnd);
    signal valueRoom[8] <== Num2Bits(8)(maxValue + 1 + valueStart - valueEnd);

    for (var j = 0; j < maxName; j++) {
        name[j] <== inName[j + 1] * claim[j + 1];
    }
    signal valueBytes[n];
    signal parts[maxValue][n];
    for (var i = 0; i < n; i++) {
        valueBytes[i] <== inValue[i] * claim[i];
    }
    for (var j = 0; j < maxValue; j++) {
        var sum = 0;
        for (var i = 0; i + 1 + j < n; i++) {
            parts[j][i] <== at[2][i] * valueBytes[i + 1 + j];
            sum += parts[j][i];
        }
        value[j] <== sum;
    }
}

component main = ExtendedClaim(28, 5, 12);
