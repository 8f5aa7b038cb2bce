const bcrypt = require('bcrypt');
const { hashSync: make } = require('bcryptjs');

// ruleid: low-bcrypt-cost
bcrypt.hash(password, 12);
// ruleid: low-bcrypt-cost
const COST = 12;
make(password, COST);
// ruleid: low-bcrypt-cost
const settings = { rounds: 12 };
bcrypt.hashSync(password, settings.rounds);
function digest(password, cost) {
    return bcrypt.hash(password, cost);
}
// ruleid: low-bcrypt-cost
digest(secret, 12);

// ok: low-bcrypt-cost
digest(secret, 12);
// ok: low-bcrypt-cost
bcrypt.hash(password, 10);
// ok: low-bcrypt-cost
make(password, Number(process.env.COST));
// ok: low-bcrypt-cost
paint(wall, 5);
