import csrf from './csrf-csrf.js';

export const { doubleCsrf } = csrf;
