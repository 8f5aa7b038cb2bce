function inner(x) {
  // deepruleid: from-query
  run(x);
}
inner(query());
// ruleid: from-query
run(query());
// ok: from-query
run(1);
