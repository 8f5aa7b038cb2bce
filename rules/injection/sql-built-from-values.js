const db = require('./database');
const { executeQuery } = require('./pool');

class Users {
    byMail(mail) {
        // ruleid: sql-built-from-values
        return db.query("SELECT * FROM users WHERE mail = '" + mail + "'");
    }

    byName({ name }) {
        const text = `SELECT id FROM users WHERE name = '${name}' LIMIT 1`;
        // ruleid: sql-built-from-values
        return executeQuery(text);
    }

    rename(values) {
        let text = 'UPDATE users SET name = ';
        text += "'" + values[0] + "'";
        // ruleid: sql-built-from-values
        return db.execute('UPDATE users SET seen = 1, name = ' + values[0]);
    }

    add(user) {
        run(`INSERT INTO users (name, mail) VALUES ('${user.name}', '${user.mail}')`);
    }

    one(id) {
        // ok: sql-built-from-values
        return db.query('SELECT * FROM users WHERE id = ?', [id]);
    }

    count(table) {
        // The name of a table cannot be handed over otherwise; it is the code's own as a rule.
        // ok: sql-built-from-values
        return db.query('SELECT COUNT(*) FROM ' + table);
    }

    page(first) {
        // ok: sql-built-from-values
        return db.query(`SELECT * FROM users WHERE id > ${Number(first)}`);
    }

    several(ids) {
        // ok: sql-built-from-values
        return db.query(`SELECT * FROM users WHERE id IN (${ids.map(() => '?').join(',')})`, ids);
    }

    quoted(name) {
        // ok: sql-built-from-values
        return db.query('SELECT * FROM users WHERE name = ' + db.escape(name));
    }
}

const STATES = "'new', 'paid'";
// ok: sql-built-from-values
db.query(`SELECT * FROM orders WHERE state IN (${STATES})`);

function run(text) {
    // ruleid: sql-built-from-values
    return db.query(text);
}

// Not SQL, though something is asked.
function find(name) {
    // ok: sql-built-from-values
    return search.query('select a seat from row ' + name);
}
module.exports = { Users, find };

// Numbers of placeholders and words of the language, chosen here.
async function page(limits, newest) {
    // ok: sql-built-from-values
    return db.query(`SELECT title FROM notes ORDER BY made ${newest ? 'DESC' : 'ASC'} LIMIT $${limits.length - 1} OFFSET $${limits.length + 1}`, limits);
}

async function half(part, whole) {
    // ok: sql-built-from-values
    return db.query(`SELECT title FROM notes WHERE part < ${whole - part}`);
}
