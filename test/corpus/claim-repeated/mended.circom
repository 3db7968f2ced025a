pragma circom 2.1.6;

include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/comparators.circom";

// The value of "sub" in a JSON object, whose text begins at the first byte and is filled up with zeros; `at` is where
// the name stands. White space outside of strings and backslashes are refused: names have one spelling.
// Names count at the top level only, and there must be one.
template Subject(n, m) {
    var key[6] = [34, 115, 117, 98, 34, 58];
    signal input json[n];
    signal input at;
    signal output value[m];

    component bits[n];
    signal isQuote[n];
    signal inString[n + 1];
    signal isOpen[n];
    signal isClose[n];
    signal isBlank[n];
    signal isFill[n];
    signal isSpace[n];
    signal depth[n + 1];
    signal isEscape[n];
    inString[0] <== 0;
    depth[0] <== 0;
    json[0] === 123;
    for (var i = 0; i < n; i++) {
        bits[i] = Num2Bits(7);
        bits[i].in <== json[i];
        isQuote[i] <== IsEqual()([json[i], 34]);
        inString[i + 1] <== inString[i] + isQuote[i] - 2 * inString[i] * isQuote[i];
        isOpen[i] <== IsZero()((json[i] - 123) * (json[i] - 91));
        isClose[i] <== IsZero()((json[i] - 125) * (json[i] - 93));
        depth[i + 1] <== depth[i] + (isOpen[i] - isClose[i]) * (1 - inString[i]);
        isEscape[i] <== IsEqual()([json[i], 92]);
        isEscape[i] === 0;
        // Zeros fill the buffer; no other control character and no space stands outside of strings.
        isBlank[i] <== IsZero()((json[i] - 32) * (bits[i].out[5] + bits[i].out[6]));
        isFill[i] <== IsZero()(json[i]);
        isSpace[i] <== isBlank[i] * (1 - isFill[i]);
        isSpace[i] * (1 - inString[i]) === 0;
    }

    signal equal[n - 7][6];
    signal isTop[n - 7];
    signal matches[n - 7][7];
    signal isHere[n - 7];
    signal chosen[n - 7];
    var found = 0;
    var here = 0;
    for (var i = 0; i < n - 7; i++) {
        isTop[i] <== IsEqual()([depth[i], 1]);
        matches[i][0] <== isTop[i] * (1 - inString[i]);
        for (var k = 0; k < 6; k++) {
            equal[i][k] <== IsEqual()([json[i + k], key[k]]);
            matches[i][k + 1] <== matches[i][k] * equal[i][k];
        }
        found += matches[i][6];
        isHere[i] <== IsEqual()([at, i]);
        chosen[i] <== isHere[i] * matches[i][6];
        here += chosen[i];
        // Its value is a string; names with other values count too.
        isHere[i] * (json[i + 6] - 34) === 0;
    }
    found === 1;
    here === 1;

    // The value goes up to the first quote, which must come.
    signal parts[m + 1][n - 7];
    signal open[m + 2];
    signal closes[m + 1];
    open[0] <== 1;
    for (var j = 0; j <= m; j++) {
        var byte = 0;
        for (var i = 0; i < n - 7; i++) {
            if (i + 7 + j < n) {
                parts[j][i] <== isHere[i] * json[i + 7 + j];
                byte += parts[j][i];
            } else {
                parts[j][i] <== 0;
            }
        }
        closes[j] <== IsEqual()([byte, 34]);
        open[j + 1] <== open[j] * (1 - closes[j]);
        if (j < m) {
            value[j] <== open[j + 1] * byte;
        }
    }
    open[m + 1] === 0;
}

component main = Subject(44, 6);
