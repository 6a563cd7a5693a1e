// Run by mongosh in compose.yaml, in the network of the first member: joins the members, then makes the users.
// See "Deploy Self-Managed Replica Set With Keyfile Authentication" in MongoDB's manual.
const { MONGO_ROOT_PASSWORD, MONGO_BOT_PASSWORD } = process.env;
const HERE = '127.0.0.1:27017/admin?directConnection=true';
const USER_EXISTS = 51003;

const local = connect(`mongodb://${HERE}`);
if (local.hello().setName === undefined) {
  const host = (id) => `mongo${id + 1}:27017`;
  // The first member is where this runs, so it should be the primary.
  const members = [0, 1, 2].map((id) => ({ _id: id, host: host(id), priority: id === 0 ? 2 : 1 }));
  local.adminCommand({ replSetInitiate: { _id: 'rs0', members } });
}

let tries = 90;
while (!local.hello().isWritablePrimary) {
  if (tries-- === 0) throw new Error('the first member did not become the primary');
  sleep(1000);
}

try {
  // Let through without a password as long as there are no users.
  local.runCommand({ createUser: 'root', pwd: MONGO_ROOT_PASSWORD, roles: ['root'] });
} catch (error) {
  print(`first user not made, so it should be there already: ${error.codeName}`);
}

const root = connect(`mongodb://root:${MONGO_ROOT_PASSWORD}@${HERE}`);
try {
  root.getSiblingDB('cnatet').runCommand({
    createUser: 'cnatet',
    pwd: MONGO_BOT_PASSWORD,
    roles: [{ role: 'readWrite', db: 'cnatet' }],
  });
} catch (error) {
  if (error.code !== USER_EXISTS) throw error;
}
print('the replica set is ready');
