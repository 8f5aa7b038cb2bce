import express from 'express';

// ruleid: served-modules
export const a = express.static('node_modules');
// ok: served-modules
export const b = express.static('node_modules/jquery/dist');
// ok: served-modules
export const c = express.static('public');
// ok: served-modules
export const d = 'node_modules';
