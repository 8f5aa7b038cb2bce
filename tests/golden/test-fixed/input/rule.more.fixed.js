// ruleid: weak-hash
const c = createHash("sha1");
// ruleid: bad-fix
broken(1);
// ok: bad-fix
mended(1);
