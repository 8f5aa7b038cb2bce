// ruleid: danger-eval
evaluate(x);
// ok: danger-eval
eval(x);
eval(y);
// todoruleid: danger-eval
eval(z);
// todook: danger-eval
other(z);
// ruleid: danger-evil
other(z);
