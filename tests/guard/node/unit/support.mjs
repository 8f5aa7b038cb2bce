// What the tests share: a server for a listener, and a client that sends any header.
import http from 'node:http';

export const SECRET = '0123456789abcdef0123456789abcdef';

// Starts a server for the listener, runs the work with `ask(path, options)` and ends it.
export async function serving(listener, work) {
  const server = http.createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const ask = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const request = http.request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece) => (text += piece));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, raw: response.rawHeaders, body: text }),
        );
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  try {
    return await work(ask, port);
  } finally {
    server.closeAllConnections?.();
    await new Promise((resolve) => server.close(resolve));
  }
}

// A listener of middleware that ends with "hello".
export const chain =
  (...middleware) =>
  (req, res) => {
    const next = (index) => (error) => {
      if (error) {
        res.statusCode = 500;
        res.end(`error: ${error.message}`);
      } else if (index < middleware.length) {
        try {
          middleware[index](req, res, next(index + 1));
        } catch (thrown) {
          next(index)(thrown);
        }
      } else {
        res.end('hello');
      }
    };
    next(0)();
  };
