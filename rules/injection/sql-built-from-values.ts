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
