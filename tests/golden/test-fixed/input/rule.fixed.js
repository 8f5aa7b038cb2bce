// ruleid: weak-hash
const a = createHash("sha256");
// ok: weak-hash
const b = createHash("sha512");
