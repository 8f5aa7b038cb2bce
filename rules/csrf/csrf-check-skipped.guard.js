const { doubleCsrf } = require('merlon-guard/csrf-csrf');

const getSecret = () => process.env.KEY;
const getSessionIdentifier = (req) => req.session.id;
// ruleid: csrf-check-skipped
doubleCsrf({ getSecret, getSessionIdentifier, ignoredMethods: ['GET', 'POST'] });
// ok: csrf-check-skipped
doubleCsrf({ getSecret, getSessionIdentifier, ignoredMethods: ['GET', 'HEAD'] });
