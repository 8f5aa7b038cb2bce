// Each entry of rules/models/service-keys.yaml, once.
(function () {
    const lib = require('stripe');
    lib('battery staple');
    lib.Stripe('battery staple');
    lib().webhooks.constructEvent(value, value, 'battery staple');
    lib.webhooks.constructEvent(value, value, 'battery staple');
    lib({ apiKey: 'battery staple' });
    lib.createMollieClient({ apiKey: 'battery staple' });
    lib.BraintreeGateway({ privateKey: 'battery staple' });
    lib.connect({ privateKey: 'battery staple' });
    lib.configure({ client_secret: 'battery staple' });
    lib.core.SandboxEnvironment(value, 'battery staple');
    lib.Client({ secret: 'battery staple' });
    lib.Client.init('battery staple');
})();

(function () {
    const lib = require('twilio');
    lib(value, 'battery staple');
    lib.Twilio(value, 'battery staple');
    lib({ apiSecret: 'battery staple' });
    lib.Vonage({ apiSecret: 'battery staple' });
    lib.validateRequest('battery staple');
    lib.initClient('battery staple');
})();

(function () {
    const lib = require('@sendgrid/mail');
    lib.setApiKey('battery staple');
    lib.default.setApiKey('battery staple');
    lib.MailService().setApiKey('battery staple');
    lib.Resend('battery staple');
    lib({ apiKey: 'battery staple' });
    lib({ auth: { api_key: 'battery staple' } });
    lib().client({ key: 'battery staple' });
    lib.connect(value, 'battery staple');
    lib.setConfig({ apiKey: 'battery staple' });
    lib.MailerSend({ apiKey: 'battery staple' });
    lib.SparkPost('battery staple');
})();

(function () {
    const lib = require('nodemailer');
    lib.createTransport({ auth: { pass: 'battery staple' } });
    lib.createTransport({ transport: { auth: { pass: 'battery staple' } } });
    lib({ auth: { pass: 'battery staple' } });
    lib.MailerModule.forRoot({ transport: { auth: { pass: 'battery staple' } } });
    lib.MailerModule.forRootAsync({ useFactory: () => ({ transport: { auth: { pass: 'battery staple' } } }) });
    lib.createTransport({ password: 'battery staple' });
    lib.createTransport({ transport: { password: 'battery staple' } });
    lib({ password: 'battery staple' });
    lib.MailerModule.forRoot({ transport: { password: 'battery staple' } });
    lib.MailerModule.forRootAsync({ useFactory: () => ({ transport: { password: 'battery staple' } }) });
    lib.connect({ imap: { password: 'battery staple' } });
    lib.ImapFlow({ auth: { pass: 'battery staple' } });
    lib.SMTPClient({ password: 'battery staple' });
    lib.server.connect({ password: 'battery staple' });
    lib.createTransport({ auth: { user: 'shop' } });
    lib.createTransport({ transport: { auth: { user: 'shop' } } });
    lib({ auth: { user: 'shop' } });
    lib.MailerModule.forRoot({ transport: { auth: { user: 'shop' } } });
    lib.MailerModule.forRootAsync({ useFactory: () => ({ transport: { auth: { user: 'shop' } } }) });
    lib.createTransport('postgres://shop:battery@db/shop');
    lib.MailerModule.forRoot({ transport: 'postgres://shop:battery@db/shop' });
})();

(function () {
    const lib = require('@slack/web-api');
    lib.WebClient('battery staple');
    lib.App({ token: 'battery staple' });
    lib.createEventAdapter('battery staple');
    lib.createMessageAdapter('battery staple');
    lib('battery staple');
    lib({ token: 'battery staple' });
    lib.Client().login('battery staple');
    lib.REST().setToken('battery staple');
    lib.Client({ channelAccessToken: 'battery staple' });
    lib.middleware({ channelSecret: 'battery staple' });
    lib.BotFrameworkAdapter({ appPassword: 'battery staple' });
})();

(function () {
    const lib = require('@octokit/rest');
    lib.Octokit({ auth: 'battery staple' });
    lib.Octokit({ auth: { token: 'battery staple' } });
    lib({ auth: 'battery staple' });
    lib.App({ privateKey: 'battery staple' });
    lib.Webhooks({ secret: 'battery staple' });
    lib.Gitlab({ token: 'battery staple' });
    lib.Version2Client({ authentication: { basic: { apiToken: 'battery staple' } } });
    lib.createClient({ accessToken: 'battery staple' });
    lib.shopifyApi({ apiSecretKey: 'battery staple' });
    lib.Connection().login(value, 'battery staple');
})();

(function () {
    const lib = require('openai');
    lib({ apiKey: 'battery staple' });
    lib.OpenAI({ apiKey: 'battery staple' });
    lib.createOpenAI({ apiKey: 'battery staple' });
    lib.GoogleGenerativeAI('battery staple');
    lib.createClient('battery staple');
})();

(function () {
    const lib = require('twit');
    lib({ consumer_secret: 'battery staple' });
    lib.TwitterApi({ appSecret: 'battery staple' });
    lib.config({ api_secret: 'battery staple' });
    lib.v2.config({ api_secret: 'battery staple' });
    lib.setVapidDetails(value, value, 'battery staple');
    lib.StreamChat.getInstance(value, 'battery staple');
    lib.connect(value, 'battery staple');
    lib.RtcTokenBuilder.buildTokenWithUid(value, 'battery staple');
    lib.Rest({ key: 'battery staple' });
})();
