function broken( {
    return eval(input);
