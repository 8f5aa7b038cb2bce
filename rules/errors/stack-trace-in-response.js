const express = require('express');
const fs = require('fs');
const app = express();

app.get('/report', (req, res) => {
    try {
        res.json(build(req.query.id));
    } catch (err) {
        // ruleid: stack-trace-in-response
        res.status(500).send(err.stack);
    }
});

app.get('/file', function (req, res) {
    fs.readFile(req.query.name, (err, data) => {
        if (err) {
            // ruleid: stack-trace-in-response
            return res.status(500).json({ message: 'failed', detail: err.stack });
        }
        res.send(data);
    });
});

app.get('/later', async (req, res) => {
    load(req.query.id).catch((problem) => {
        // ruleid: stack-trace-in-response
        res.end('failed: ' + problem.stack);
    });
});

app.use((err, req, res, next) => {
    // ruleid: error-object-in-response
    res.status(500).json({ error: err });
});

app.use(function (err, req, res, next) {
    // ruleid: error-object-in-response
    res.send(err);
});

const errorHandler = (err, req, res, next) => {
    res.status(500);
    // ruleid: error-object-in-response
    res.render('error', { title: 'Error', error: err });
};

app.use((err, req, res, next) => {
    console.error(err.stack);
    // ok: stack-trace-in-response
    res.status(500).json({ error: 'internal error', id: req.id });
});

app.use((err, req, res, next) => {
    // ok: stack-trace-in-response
    res.status(err.status || 500).json({ code: err.code });
});

app.use((err, req, res, next) => {
    // ok: stack-trace-in-response
    res.json({ error: 'failed', stack: process.env.NODE_ENV === 'production' ? undefined : err.stack });
});

if (app.get('env') === 'development') {
    app.use((err, req, res, next) => {
        // ok: stack-trace-in-response
        res.render('error', { error: err });
    });
}

// The stack of a router is the list of its routes.
app.get('/routes', (req, res) => {
    // ok: stack-trace-in-response
    res.json(app._router.stack.length);
});

app.get('/rows', (req, res) => {
    db.all('SELECT 1', (err, rows) => {
        // ok: stack-trace-in-response
        res.json(rows);
    });
});

const { stack } = new Error('never thrown');
app.get('/alias', (req, res) => {
    run(req.query.job, (err) => {
        const { stack: trace } = err;
        const body = { ok: false, detail: trace };
        // ruleid: stack-trace-in-response
        if (err) return res.status(500).json(body);
        res.end();
    });
});

function fail(res, problem) {
    // ruleid: error-object-in-response
    res.status(500).json({ ok: false, problem });
}
app.get('/wrapped', async (req, res) => {
    try {
        res.json(await rows());
    } catch (err) {
        fail(res, err);
    }
});

app.get('/orders', (req, res) => {
    db.query('SELECT * FROM orders', (err, rows) => {
        // ruleid: error-message-in-response
        if (err) return res.status(500).json({ error: err.message });
        // ok: error-message-in-response, error-object-in-response
        res.json(rows);
    });
});

app.get('/joined', async (req, res) => {
    try {
        res.json(await rows());
    } catch (err) {
        const text = 'The query failed: ' + err;
        // ruleid: error-message-in-response
        res.status(500).send(text);
    }
});

app.get('/known', async (req, res) => {
    try {
        res.json(await rows());
    } catch (err) {
        if (err instanceof NotThere) {
            // ok: error-message-in-response, error-object-in-response
            return res.send(err.message);
        }
        // ok: error-message-in-response
        if (err.name === 'ValidationError') return res.status(400).json({ error: err.message });
        // ok: error-object-in-response, error-message-in-response
        res.status(500).json({ error: 'internal error', code: err.code });
    }
});

const verbose = process.env.NODE_ENV !== 'production';
app.use((err, req, res, next) => {
    // ok: stack-trace-in-response, error-message-in-response
    res.status(500).json({ error: verbose ? err.stack : 'internal error' });
});

app.get('/page', async (req, res) => {
    try {
        res.json(await rows());
    } catch (err) {
        // ok: error-message-in-response
        if (err.code === 'EFORM') return res.status(422).type('text/plain').send(err.message);
        // ok: error-message-in-response
        if (err.code === 'EBARRED') return res.render('403', { error: err.message });
        // ruleid: error-message-in-response
        res.status(500).type('text/plain').send(err.message);
    }
});

app.get('/page/shown', async (req, res) => {
    try {
        res.json(await rows());
    } catch (err) {
        // ruleid: error-message-in-response
        res.render('500', { error: err.message });
    }
});

// Where to go instead, which the code itself put into what it threw.
app.use((err, req, res, next) => {
    // ok: error-message-in-response, error-object-in-response
    if (err.status === 301) return res.status(200).json({ location: err.path });
    next(err);
});
app.get('/file', (req, res) => {
    fs.readFile(settings.page, 'utf8', (err, page) => {
        // ruleid: error-message-in-response
        if (err) return res.send(err.path);
        res.send(page);
    });
});
app.get('/file/now', (req, res) => {
    try {
        res.send(fs.readFileSync(settings.page, 'utf8'));
    } catch (err) {
        // ruleid: error-message-in-response
        res.json({ missing: err.path });
    }
});
