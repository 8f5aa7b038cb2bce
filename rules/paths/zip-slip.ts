import * as fs from 'fs';
import { join, basename, resolve } from 'path';
import AdmZip from 'adm-zip';
import * as unzipper from 'unzipper';

export function unpack(file: string, folder: string): void {
    const zip = new AdmZip(file);
    for (const entry of zip.getEntries()) {
        const target = join(folder, entry.entryName);
        // ruleid: zip-slip
        fs.writeFileSync(target, entry.getData());
        // ok: zip-slip
        fs.writeFileSync(join(folder, basename(entry.entryName)), entry.getData());
        const full = resolve(folder, entry.entryName);
        if (full.startsWith(folder)) {
            // ok: zip-slip
            fs.writeFileSync(full, entry.getData());
        }
        // ok: zip-slip
        fs.writeFileSync(join(folder, file), entry.getData());
    }
}

export async function open(name: string): Promise<void> {
    const directory = await unzipper.Open.file(name);
    for (const entry of directory.files) {
        // ruleid: zip-slip
        entry.stream().pipe(fs.createWriteStream('out/' + entry.path));
    }
}
