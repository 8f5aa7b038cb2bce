module.exports = {
    async headers() {
        return [
            {
                source: '/api/:path*',
                headers: [
                    // ruleid: cors-any-origin-in-config
                    { key: 'Access-Control-Allow-Origin', value: '*' },
                    // ok: cors-any-origin-in-config
                    { key: 'Access-Control-Allow-Methods', value: '*' },
                ],
            },
            {
                source: '/closed',
                // ok: cors-any-origin-in-config
                headers: [{ key: 'Access-Control-Allow-Origin', value: 'https://app.example.com' }],
            },
        ];
    },
};

// ruleid: cors-any-origin-in-config
exports.settings = { port: 80, cors: { origin: '*', credentials: true } };
// ruleid: cors-any-origin-in-config
exports.more = { cors: { credentials: true, origin: true } };
exports.handler = async () => {
    // ruleid: cors-any-origin-in-config
    return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' }, body: '{}' };
};
// ok: cors-any-origin-in-config
exports.closed = { cors: { origin: 'https://app.example.com', credentials: true } };
// ok: cors-any-origin-in-config
exports.styles = { svg: { origin: '*' } };
exports.one = async () => {
    // ok: cors-any-origin-in-config
    return { statusCode: 200, headers: { 'Content-Type': '*' }, body: '{}' };
};
