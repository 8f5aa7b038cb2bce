// ruleid: untested-fix
danger();
// ok: untested-fix
safe();
