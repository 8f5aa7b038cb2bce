const bcrypt = require('bcrypt');
const { genSaltSync: make } = require('bcryptjs');

// ruleid: low-bcrypt-salt-cost
bcrypt.genSalt(12);
// ruleid: low-bcrypt-salt-cost
const COST = 12;
make(COST);
// ruleid: low-bcrypt-salt-cost
const settings = { rounds: 12 };
bcrypt.genSaltSync(settings.rounds);
function digest(password, cost) {
    return bcrypt.genSalt(cost);
}
// ruleid: low-bcrypt-salt-cost
digest(secret, 12);

// ok: low-bcrypt-salt-cost
digest(secret, 12);
// ok: low-bcrypt-salt-cost
bcrypt.genSalt(10);
// ok: low-bcrypt-salt-cost
make(Number(process.env.COST));
// ok: low-bcrypt-salt-cost
paint(wall, 5);
