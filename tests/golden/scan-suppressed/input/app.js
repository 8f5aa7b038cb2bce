// merlon-ignore: danger-eval -- the expression is a constant of the build
eval(BUILD_EXPRESSION);

// merlon-ignore: danger-eval -- was needed once (until 2020-01-31)
eval(old);

eval(third); // nosemgrep: danger-eval

// merlon-ignore: danger-eval -- nothing here any more
parse(input);
