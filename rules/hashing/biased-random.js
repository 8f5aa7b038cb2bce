const crypto = require('crypto');
const { randomBytes: bytes } = require('crypto');

// ruleid: biased-random
const digit = crypto.randomBytes(1)[0] % 10;
const buffer = bytes(8);
for (let i = 0; i < buffer.length; i++) {
    // ruleid: biased-random
    code.push(Math.floor(buffer[i] / 25.6));
    // ruleid: biased-random
    word.push(letters[buffer[i] % letters.length]);
}
function pick(byte) {
    // ruleid: biased-random
    return byte % 36;
}
pick(bytes(1)[0]);
// ruleid: biased-random
const sum = bytes(1)[0] + bytes(1)[0];

// ok: biased-random
const nibble = buffer[0] % 16;
// ok: biased-random
const share = buffer[0] / 255;
for (const byte of buffer) {
    if (byte >= 250) continue;
    // ok: biased-random
    code.push(byte % 10);
}
if (buffer[1] < 250) {
    // ok: biased-random
    code.push(buffer[1] % 10);
}
// ok: biased-random
const even = count % 10;
// ok: biased-random
const hex = crypto.randomBytes(4).toString('hex');
