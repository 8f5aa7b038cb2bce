import express from 'express';
import errorHandler from 'errorhandler';

const app = express();
// ruleid: error-pages-for-developers
app.use(errorHandler());
if (process.env.NODE_ENV !== 'production') {
    // ok: error-pages-for-developers
    app.use(errorHandler());
}
// ok: error-pages-for-developers
app.use(express.json());
// ok: error-pages-for-developers
export const other = errorHandler;
