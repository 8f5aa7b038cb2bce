import { Injectable } from '@nestjs/common';
import { PrismaService } from './prisma.service';

@Injectable()
export class UsersService {
    constructor(private readonly prisma: PrismaService) {}

    async byMail(mail: string) {
        const query = `SELECT * FROM users WHERE mail = '${mail}'`;
        // ruleid: sql-built-from-values
        return this.prisma.$queryRawUnsafe(query);
    }

    async rename(id: string, name: string) {
        const sql = "UPDATE users SET name = '" + name + "' WHERE id = " + id;
        const alias = sql;
        // ruleid: sql-built-from-values
        await this.prisma.$executeRawUnsafe(alias);
    }

    async safely(mail: string) {
        // ok: sql-built-from-values
        return this.prisma.$queryRaw`SELECT * FROM users WHERE mail = ${mail}`;
    }

    async handedOver(mail: string) {
        // ok: sql-built-from-values
        return this.prisma.$queryRawUnsafe('SELECT * FROM users WHERE mail = $1', mail);
    }

    async sorted(ascending: boolean) {
        // ok: sql-built-from-values
        return this.prisma.$queryRawUnsafe(`SELECT * FROM users ORDER BY id ${ascending ? 'ASC' : 'DESC'}`);
    }
}

// The number of an order is a value, the order of rows is not.
export async function cancel(db: any, orderId: string, orderBy: string) {
    // ruleid: sql-built-from-values
    await db.query(`UPDATE orders SET state = 'cancelled' WHERE id = ${orderId}`);
    // ok: sql-built-from-values
    await db.query(`SELECT id FROM orders ORDER BY ${orderBy}`);
}

// A table's name is no value, even when it is made of one.
async function archive(db: any, { oldTable, owner }: { oldTable: string; owner: string }) {
    // ok: sql-built-from-values
    await db.query(`DELETE FROM "${oldTable}" WHERE archived = 1`);
    // ruleid: sql-built-from-values
    await db.query(`DELETE FROM "${oldTable}" WHERE owner = '${owner}'`);
}
export async function archiveAll(db: any, kinds: string[]) {
    for (const kind of kinds) {
        await archive(db, { oldTable: `archive_${kind}_old`, owner: `robot_${kind}` });
    }
}

// One question mark a value, by any name.
export async function remove(db: any, shops: string[], owner: string) {
    const marks = shops.map(() => '?').join(',');
    // ok: sql-built-from-values
    await db.query(`DELETE FROM shops WHERE id NOT IN (${marks})`, shops);
    const list = shops.map((shop) => shop).join(',');
    // ruleid: sql-built-from-values
    await db.query(`DELETE FROM shops WHERE id NOT IN (${list})`);
    const at = shops.length;
    // ok: sql-built-from-values
    await db.query(`DELETE FROM shops WHERE owner = $${at}`, [...shops, owner]);
}
export async function give(db: any, shop: string, owner: string) {
    const values = [owner];
    // ruleid: sql-built-from-values
    await db.query(`UPDATE shops SET owner = $${values.length} WHERE name = '${shop}'`, values);
}

// Made harmless in a variable of its own.
export async function listed(db: any, mysql: any, request: any) {
    const shop = Number(request.shop);
    // ok: sql-built-from-values
    await db.query(`SELECT id FROM orders WHERE shop = ${shop}`);
    const owner = mysql.escape(request.owner);
    // ok: sql-built-from-values
    await db.query('SELECT id FROM orders WHERE owner = ' + owner);
    const day = new Date(request.day).toISOString();
    // ok: sql-built-from-values
    await db.query(`SELECT id FROM orders WHERE made < '${day}'`);
    const state = request.open ? 'open' : 'closed';
    // ok: sql-built-from-values
    await db.query("SELECT id FROM orders WHERE state = '" + state + "'");
    const note = request.note;
    // ruleid: sql-built-from-values
    await db.query("SELECT id FROM orders WHERE note = '" + note + "'");
}

// Numbers, numbered placeholders, the columns before them.
export async function change(db: any, id: string, fields: string[], body: any) {
    const version = 3;
    // ok: sql-built-from-values
    await db.query(`UPDATE meta SET version = ${version}`);
    // ok: sql-built-from-values
    await db.query(`UPDATE meta SET version = ${+body.version + 1}`);
    const list = fields.map((_, at) => '$' + (at + 1)).join(',');
    // ok: sql-built-from-values
    await db.query('DELETE FROM shops WHERE id IN (' + list + ')', fields);
    const changes = fields.map((field, at) => `${field} = $${at + 2}`).join(', ');
    // ok: sql-built-from-values
    await db.query(`UPDATE shops SET ${changes.length ? changes : 'id = id'} WHERE id = $1`, [id]);
    // ruleid: sql-built-from-values
    await db.query(`UPDATE shops SET name = '${body.name}' WHERE id = $1`, [id]);
}
