// ruleid: weak-hash
const a = createHash("md5");
// ok: weak-hash
const b = createHash("sha512");
