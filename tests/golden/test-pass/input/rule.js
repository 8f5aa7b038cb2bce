// ruleid: danger-eval
eval(x);
// ok: danger-eval
evaluate(x);
