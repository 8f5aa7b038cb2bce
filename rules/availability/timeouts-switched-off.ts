import { createServer } from 'http';

const server = createServer();
// ruleid: timeouts-switched-off
server.requestTimeout = 0;
// ok: timeouts-switched-off
server.requestTimeout = 5000;
// ok: timeouts-switched-off
server.timeout = 0;
// ok: timeouts-switched-off
export const other = { timeout: 0 };
