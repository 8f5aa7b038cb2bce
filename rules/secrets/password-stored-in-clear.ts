import { PrismaClient } from '@prisma/client';
import * as argon2 from 'argon2';
import mysql from 'mysql2/promise';

const prisma = new PrismaClient();
const pool = mysql.createPool({ uri: process.env.DATABASE });

export class Users {
    async create(dto: { name: string; password: string }): Promise<User> {
        // ruleid: password-stored-in-clear
        return prisma.user.create({ data: { name: dto.name, password: dto.password } });
    }

    async change(id: number, newPassword: string): Promise<void> {
        const data = { password: newPassword };
        // ruleid: password-stored-in-clear
        await prisma.user.update({ where: { id }, data });
    }

    async createWell(dto: { name: string; password: string }): Promise<User> {
        const password = await argon2.hash(dto.password);
        // ok: password-stored-in-clear
        return prisma.user.create({ data: { name: dto.name, password } });
    }

    async rename(id: number, name: string): Promise<void> {
        // ok: password-stored-in-clear
        await prisma.user.update({ where: { id }, data: { name } });
    }

    async reset(id: number): Promise<void> {
        // ok: password-stored-in-clear
        await prisma.user.update({ where: { id }, data: { password: null } });
    }

    async login(name: string, password: string): Promise<User> {
        // ruleid: password-compared-in-query
        const found = await prisma.user.findFirst({ where: { name, password } });
        const text = `SELECT * FROM users WHERE name = '${name}' AND password = '${password}'`;
        // ruleid: password-compared-in-query
        await pool.query(text);
        // ok: password-compared-in-query
        await prisma.user.findFirst({ where: { name } });
        // ok: password-compared-in-query
        await pool.query('SELECT * FROM users WHERE name = ?', [name]);
        // ok: password-compared-in-query
        await prisma.user.findFirst({ where: { name, password: { not: null } } });
        // ruleid: password-compared-in-clear
        if (found.password !== password) throw new Error('wrong');
        // ok: password-compared-in-clear
        if (found.password === '') throw new Error('none');
        // ok: password-compared-in-clear
        if (!(await argon2.verify(found.password, password))) throw new Error('wrong');
        // ok: password-compared-in-clear
        if (this.form.password !== this.form.repeatPassword) throw new Error('different');
        return found;
    }
}
