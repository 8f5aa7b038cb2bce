import express from 'express';
import csrf from 'csurf';
import methodOverride from 'method-override';

export const app = express();
app.use(csrf());
// ruleid: method-override-after-csrf
app.use(methodOverride('_method'));
export const other = express();
// ok: method-override-after-csrf
other.use(methodOverride('_method'));
// ok: method-override-after-csrf
other.use(csrf());
// ok: method-override-after-csrf
other.use(express.json());
