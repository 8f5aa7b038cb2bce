const a = createHash("md5");
if (a.length == b.length) debug(a);
copy(a , b, /* the third */ c);
x = (p == q) + (r == s);
debug("gone");
twice(a_old, b_old);
broken(1);
either();
either(2);
copy(copy(1, 2), 3);
const c = createHash("md5"); // merlon-ignore: weak-hash -- a cache key
