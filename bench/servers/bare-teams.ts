import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';
import { announce } from '../announce';

// The least that a bot can do on the same stack: CloudAdapter without credentials, echoing the text.
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const handler = new ActivityHandler();
handler.onMessage(async (context, next) => {
  await context.sendActivity(context.activity.text);
  await next();
});

const server = restify.createServer();
server.post('/api/messages', restify.plugins.bodyParser(), (req, res, next) => {
  res.once('close', () => next(false));
  void adapter.process(req, res, (context) => handler.run(context));
});
server.listen(0, '127.0.0.1', () => announce(server.address().port));
