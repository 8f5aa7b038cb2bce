export * from './csrf-csrf.js';
