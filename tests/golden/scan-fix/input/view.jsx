title = `Hello ${name}!`;
body = wrap(<b>text</b>);
function old(a, b) {
  return a;
}
