const a = createHash("sha256");
if (a.length === b.length) ;
move(b, /* the third */ c, a);
x = (p === q) + (r === s);

twice(a_new, b_new);
broken(1);
either();
other(2);
move(3, move(2, 1));
const c = createHash("md5"); // merlon-ignore: weak-hash -- a cache key
