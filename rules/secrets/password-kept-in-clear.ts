import { Request, Response } from 'express';
import { promises as fs } from 'fs';
import Cookies from 'js-cookie';

export function login(req: Request, res: Response): void {
    const { password } = req.body;
    // ruleid: password-in-cookie
    res.cookie('p', password, { httpOnly: true });
    // ok: password-in-cookie
    res.cookie('sid', createSession(req.body.name));
    // ok: password-in-cookie
    res.cookie('strength', password.length);
    // ok: password-in-cookie
    res.cookie('seal', seal(password));
}

export async function keep(name: string, password: string): Promise<void> {
    // ruleid: password-in-file
    await fs.writeFile('login.txt', `${name}\n${password}`);
    // ok: password-in-file
    await fs.writeFile('login.txt', name);
    // ok: password-in-file
    await fs.writeFile('login.txt', await hash(password));
    // ok: password-in-file
    await fs.readFile('password.txt');
}

const form = { login: 'shop', passphrase: input.value };
// ruleid: secret-in-browser-storage
Cookies.set('login', form.passphrase);
// ok: secret-in-browser-storage
Cookies.set('login', form.login);
// ok: secret-in-browser-storage
localStorage.setItem('page', 'password');
// ok: secret-in-browser-storage
sessionStorage.setItem('mail', user.mail);
