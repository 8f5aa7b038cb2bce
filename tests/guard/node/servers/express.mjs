// Express 5, and 4: they are set up alike.
import * as service from './service.mjs';

export default function serve(express) {
  const guard = service.makeGuard((req) => req);
  const app = express();
  // The client is counted before its body is read; who it says it is and its token are in the body.
  if (!service.isBare) app.use(guard.before);
  app.use(express.urlencoded({ extended: false, limit: '8kb' }));
  if (!service.isBare) app.use(guard.after);

  app.get('/', (req, res) => {
    if (!service.sessionOf(req.headers)) {
      const { id, cookie } = service.startSession();
      res.append('Set-Cookie', cookie);
      req.headers.cookie = `__Host-sid=${id}`;
    }
    res.type('html').send(service.form(service.isBare ? '' : guard.token(req, res)));
  });
  app.post('/login', (req, res) => {
    if (service.logIn(req.body ?? {})) res.send('welcome\n');
    else res.status(401).send('no\n');
  });
  app.get('/search', (req, res) => {
    res.type('html').send(service.search(String(req.query.q ?? '')));
  });
  app.get('/fail', () => service.fail());

  if (!service.isBare) app.use(guard.errors());
  service.run(app.listen(0, '127.0.0.1'));
}
