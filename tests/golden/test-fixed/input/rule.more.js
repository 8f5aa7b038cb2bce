// ruleid: weak-hash
const c = createHash("md5");
// ruleid: bad-fix
broken(1);
// ok: bad-fix
mended(1);
