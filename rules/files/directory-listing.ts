import serveIndex from 'serve-index';
import * as Hapi from '@hapi/hapi';

// ruleid: directory-listing
export const list = serveIndex('files', { icons: true });
export function start(): void {
    const server = Hapi.server();
    // ruleid: directory-listing
    server.route({ method: 'GET', path: '/{p*}', handler: { directory: { path: 'files', listing: true } } });
    // ok: directory-listing
    server.route({ method: 'GET', path: '/{p*}', handler: { directory: { path: 'files' } } });
}
// ok: directory-listing
export const options = { listing: true };
// ok: directory-listing
export const later = serveIndex;
