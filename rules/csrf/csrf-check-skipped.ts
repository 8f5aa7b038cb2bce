import csrf from 'csurf';

// ruleid: csrf-check-skipped
export const a = csrf({ cookie: true, ignoreMethods: ['POST'] });
// ok: csrf-check-skipped
export const b = csrf({ cookie: true, ignoreMethods: ['GET'] });
// ok: csrf-check-skipped
export const c = csrf();
// ok: csrf-check-skipped
export const d = { ignoreMethods: ['POST'] };
