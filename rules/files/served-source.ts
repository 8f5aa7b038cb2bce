import express from 'express';

// ruleid: served-source
export const a = express.static('./');
// ok: served-source
export const b = express.static('dist');
// ok: served-source
export const c = express.static(process.cwd() + '/dist');
// ok: served-source
export const d = { folder: '.' };
