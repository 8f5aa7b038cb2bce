import { execSync, spawnSync } from 'node:child_process';

export class Git {
    constructor(private readonly folder: string) {}

    log(file: string): string {
        // ruleid: command-built-from-values
        return execSync(`git log --oneline ${file}`).toString();
    }

    branch(name: string): void {
        const parts = ['git checkout', name].join(' ');
        // ruleid: command-built-from-values
        execSync(parts);
    }

    status(): string {
        // ok: command-built-from-values
        return execSync('git status --short').toString();
    }

    diff(file: string): string {
        // ok: command-built-from-values
        return spawnSync('git', ['diff', '--', file]).stdout.toString();
    }

    depth(count: number): void {
        // ok: command-built-from-values
        execSync('git fetch --depth ' + Math.floor(count));
    }
}
