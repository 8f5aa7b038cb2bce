// Each entry of rules/models/tokens.yaml, once.
(function () {
    const lib = require('jsonwebtoken');
    lib.sign(value, 'battery staple');
    lib.sign(value, { key: 'battery staple' });
    lib.verify(value, () => ('battery staple'));
    lib.encode(value, 'battery staple');
    lib.create(value, 'battery staple');
})();

(function () {
    const lib = require('jws');
    lib.sign({ secret: 'battery staple' });
    lib.verify(value, value, 'battery staple');
    lib.createSign({ secret: 'battery staple' });
})();

(function () {
    const lib = require('jose');
    lib.SignJWT().sign('battery staple');
    lib.EncryptJWT().encrypt('battery staple');
    lib.SignJWT().some().sign('battery staple');
    lib.SignJWT().some().some().sign('battery staple');
    lib.SignJWT().some().some().some().sign('battery staple');
    lib.SignJWT().some().some().some().some().sign('battery staple');
    lib.SignJWT().some().some().some().some().some().sign('battery staple');
    lib.jwtVerify(value, 'battery staple');
    lib.importPKCS8('battery staple');
    lib.JWT.sign(value, 'battery staple');
    lib.createSecretKey('battery staple');
    lib.importJWK('battery staple');
    lib.JWK.asKey('battery staple');
    lib.importJWK({ k: 'battery staple' });
    lib.JWK.asKey({ k: 'battery staple' });
})();

(function () {
    const lib = require('express-jwt');
    lib({ secret: 'battery staple' });
    lib({ secret: ['battery staple'] });
    lib.expressjwt({ secret: 'battery staple' });
    lib.authorize({ secretOrKey: 'battery staple' });
})();

(function () {
    const lib = require('passport-jwt');
    lib.Strategy({ secretOrKey: 'battery staple' });
})();

(function () {
    const lib = require('@nestjs/jwt');
    lib.JwtModule.register({ secret: 'battery staple' });
    lib.JwtModule.registerAsync({ useFactory: () => ({ secret: 'battery staple' }) });
    lib.JwtService({ secret: 'battery staple' });
    lib.JwtService().sign(value, { secret: 'battery staple' });
    lib.PassportStrategy()({ secretOrKey: 'battery staple' });
})();

(function () {
    const lib = require('fast-jwt');
    lib.createSigner({ key: 'battery staple' });
    lib.createSigner({ key: { key: 'battery staple' } });
})();

(function () {
    const lib = require('@hapi/jwt');
    lib.seal(value, 'battery staple');
    lib.token.generate(value, 'battery staple');
    lib.token.generate(value, { key: 'battery staple' });
    lib.token.verify(value, 'battery staple');
})();

(function () {
    const lib = require('iron-session');
    lib.sealData(value, { password: 'battery staple' });
    lib.getIronSession({ password: 'battery staple' });
    lib.withIronSession(value, { password: 'battery staple' });
    lib.ironSession({ password: 'battery staple' });
})();

(function () {
    const lib = require('next-auth');
    lib({ secret: 'battery staple' });
    lib({ jwt: { secret: 'battery staple' } });
    lib.getServerSession({ secret: 'battery staple' });
})();

(function () {
    const { Strategy } = require('passport-jwt');
    use(new Strategy({ secretOrKeyProvider: (request, token, done) => done(null, 'battery staple') }, verify));
})();
