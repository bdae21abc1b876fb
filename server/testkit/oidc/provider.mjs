// A real OpenID Connect provider whose sign-ins are scripted: whoever comes is the person it was last told about.
// It reads commands as lines of JSON from its standard input and answers each with one line.
import { createInterface } from "node:readline";
import { Provider } from "oidc-provider";

const people = new Map();
let current = null;

// The last person told about signs in and agrees to everything; nobody means a refusal.
async function interact(provider, request, response) {
  const details = await provider.interactionDetails(request, response);
  if (current === null) {
    const refusal = { error: "access_denied", error_description: "the person refused" };
    return provider.interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
  }
  const grant = new provider.Grant({ accountId: current.sub, clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  const result = { login: { accountId: current.sub, remember: false }, consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

async function findAccount(_context, sub) {
  const person = people.get(sub);
  return person && { accountId: sub, claims: async () => person };
}

function configuration(options) {
  return {
    clients: [
      {
        client_id: options.client_id,
        client_secret: options.client_secret,
        redirect_uris: options.redirect_uris,
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    findAccount,
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  };
}

async function start(options) {
  const http = await import("node:http");
  const server = http.createServer();
  await new Promise((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const port = server.address().port;
  const provider = new Provider(`http://127.0.0.1:${port}`, configuration(options));
  const callback = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url.startsWith("/interaction/")) return callback(request, response);
    interact(provider, request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return { port };
}

async function obey(command) {
  if (command.do === "start") return start(command);
  if (command.do === "person") {
    current = command.person;
    if (current) people.set(current.sub, current);
    return {};
  }
  throw new Error(`unknown command ${command.do}`);
}

// Beside a browser test it stands alone: node provider.mjs PORT REDIRECT_URI ADDRESS
const [port, redirectUri, email] = process.argv.slice(2);
if (email) {
  const client = { client_id: "soloos", client_secret: "secret-of-soloos-0123456789", redirect_uris: [redirectUri] };
  await start({ ...client, port: Number(port) });
  await obey({ do: "person", person: { sub: "1", email, email_verified: true, name: "Mia Keller" } });
  await new Promise(() => setInterval(() => {}, 60_000));
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    process.stdout.write(`${JSON.stringify(await obey(JSON.parse(line)))}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  }
}
process.exit(0);
