// ruleid: regex-exponential
const words = /^(\w+\s?)*$/;
// ruleid: regex-exponential
const dashes = new RegExp('^(-+)+$');
const alias = RegExp;
function list(text) {
    // ruleid: regex-exponential
    return text.split(/(,+)+;/);
}
// ruleid: regex-exponential
const { test = /([a-z]+)*!/ } = options;

// ok: regex-exponential
const name = /^[\w\s]*$/;
// ok: regex-exponential
const version = /^\d+(\.\d+)*$/;
// ok: regex-exponential
const plain = new RegExp('^-+$');
// ok: regex-exponential
const lines = /(?:[^\n]*\n)+/;
