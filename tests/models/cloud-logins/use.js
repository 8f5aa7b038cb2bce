// Each entry of rules/models/cloud-logins.yaml, once.
(function () {
    const lib = require('aws-sdk');
    lib.config.secretAccessKey = 'battery staple';
    lib.config.update({ secretAccessKey: 'battery staple' });
    lib.config.update({ credentials: { secretAccessKey: 'battery staple' } });
    lib.some({ secretAccessKey: 'battery staple' });
    lib.some({ credentials: { secretAccessKey: 'battery staple' } });
    lib.Credentials(value, 'battery staple');
    lib.Credentials({ secretAccessKey: 'battery staple' });
    lib.DynamoDB.some({ secretAccessKey: 'battery staple' });
    lib.config.accessKeyId = 'shop';
    lib.config.update({ accessKeyId: 'shop' });
    lib.some({ accessKeyId: 'shop' });
    lib.Credentials('shop');
})();

(function () {
    const lib = require('aws-sdk/clients/s3');
    lib({ secretAccessKey: 'battery staple' });
    lib({ credentials: { secretAccessKey: 'battery staple' } });
})();

(function () {
    const lib = require('@aws-sdk/client-s3');
    lib.some({ credentials: { secretAccessKey: 'battery staple' } });
    lib.some({ credentials: () => ({ secretAccessKey: 'battery staple' }) });
    lib.some({ credentials: { accessKeyId: 'shop' } });
})();

(function () {
    const lib = require('minio');
    lib.Client({ secretKey: 'battery staple' });
    lib.createClient({ secret: 'battery staple' });
    lib.createClient({ s3Options: { secretAccessKey: 'battery staple' } });
    lib({ accessKeySecret: 'battery staple' });
    lib.auth.digest.Mac(value, 'battery staple');
    lib.Client({ accessKey: 'shop' });
})();

(function () {
    const lib = require('@azure/identity');
    lib.ClientSecretCredential(value, value, 'battery staple');
    lib.UsernamePasswordCredential(value, value, value, 'battery staple');
    lib.loginWithUsernamePassword(value, 'battery staple');
    lib.loginWithServicePrincipalSecret(value, 'battery staple');
    lib.ApplicationTokenCredentials(value, value, 'battery staple');
    lib.UserTokenCredentials(value, value, value, 'battery staple');
    lib.loginWithUsernamePassword('shop');
})();

(function () {
    const lib = require('@azure/storage-blob');
    lib.StorageSharedKeyCredential(value, 'battery staple');
    lib.AzureKeyCredential('battery staple');
    lib.CosmosClient({ key: 'battery staple' });
    lib.CosmosClient({ auth: { masterKey: 'battery staple' } });
    lib.DocumentClient(value, { masterKey: 'battery staple' });
    lib.createBlobService(value, 'battery staple');
    lib.BlobServiceClient.fromConnectionString('postgres://shop:battery@db/shop');
    lib.ServiceBusClient('postgres://shop:battery@db/shop');
    lib.createBlobService('postgres://shop:battery@db/shop');
})();

(function () {
    const lib = require('@google-cloud/storage');
    lib.some({ credentials: { private_key: 'battery staple' } });
    lib.JWT(value, value, 'battery staple');
    lib.JWT({ key: 'battery staple' });
    lib.OAuth2Client(value, 'battery staple');
    lib.OAuth2Client({ clientSecret: 'battery staple' });
    lib.OAuth2(value, 'battery staple');
    lib.OAuth2({ clientSecret: 'battery staple' });
    lib.OAuth2().setCredentials({ refresh_token: 'battery staple' });
})();

(function () {
    const lib = require('firebase-admin');
    lib.credential.cert({ privateKey: 'battery staple' });
    lib.cert({ privateKey: 'battery staple' });
})();

(function () {
    const lib = require('pkgcloud');
    lib.blockstorage.createClient({ key: 'battery staple' });
    lib.blockstorage.createClient({ account: 'shop' });
})();

(function () {
    const lib = require('digitalocean');
    lib.client('battery staple');
    lib({ token: 'battery staple' });
    lib.createApiClient({ token: 'battery staple' });
})();
