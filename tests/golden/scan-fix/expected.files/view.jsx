title = text(name);
body = wrap(<strong>bold</strong>);
function young(a) {
  return a;
}
