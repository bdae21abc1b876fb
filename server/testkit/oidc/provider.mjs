// A real OpenID Connect provider whose sign-ins are scripted: everybody who comes is the person of the last command. It
// reads commands as lines of JSON from its standard input and answers each with one line.
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { createInterface } from "node:readline";
import { Provider } from "oidc-provider";

const people = new Map();
let current = null;
// The deviations of the next answers; see `twisted`.
let twist = {};

const KEY_ID = "the key of this provider";
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const own = pair();

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (part) => JSON.parse(Buffer.from(part, "base64url"));
const byKey = (key) => (text) => sign("RSA-SHA256", Buffer.from(text), key).toString("base64url");

// Ways to send claims that this provider never signed.
const forgeries = {
  "another key": (claims) => signed(claims, {}, byKey(pair().privateKey)),
  "no signature": (claims) => signed(claims, { alg: "none" }, () => ""),
  "the public key as a secret": (claims) => {
    const secret = own.publicKey.export({ type: "spki", format: "pem" });
    return signed(claims, { alg: "HS256" }, (text) => createHmac("sha256", secret).update(text).digest("base64url"));
  },
  "other claims under the signature": (claims) => {
    const [head, , signature] = signed(claims, {}, byKey(own.privateKey)).split(".");
    return [head, encoded({ ...claims, ...twist.forged }), signature].join(".");
  },
  "a cut signature": (claims) => signed(claims, {}, byKey(own.privateKey)).slice(0, -8),
};

function signed(claims, head, signature) {
  const text = `${encoded({ alg: "RS256", kid: KEY_ID, ...head })}.${encoded(claims)}`;
  return `${text}.${signature(text)}`;
}

// JSON has no word for a missing value: "absent" removes a claim.
function merged(claims, others) {
  const all = Object.entries({ ...claims, ...others });
  return Object.fromEntries(all.filter(([, value]) => value !== "absent"));
}

// Gives an answer the claims, or the forgery, that the test set.
function twisted(route, body, issuer) {
  const seal = (claims) => (forgeries[twist.forgery] ?? ((all) => signed(all, {}, byKey(own.privateKey))))(claims);
  if (route === "token" && body.id_token) {
    const claims = merged(decoded(body.id_token.split(".")[1]), twist.token);
    return merged({ ...body, id_token: seal(claims) }, twist.answer);
  }
  if (route === "userinfo" && body.sub) {
    const claims = merged(body, twist.userinfo);
    return twist.signs_userinfo ? seal({ iss: issuer, aud: "soloos", ...claims }) : claims;
  }
  return body;
}

// The person of the last command signs in and agrees to everything; without one the sign-in is refused.
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
    jwks: { keys: [{ ...own.privateKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" }] },
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
  provider.use(async (context, next) => {
    await next();
    const route = context.oidc?.route;
    if (!context.body || context.status !== 200) return;
    context.body = twisted(route, context.body, provider.issuer);
    if (route === "userinfo" && twist.signs_userinfo) context.type = "application/jwt";
    if (twist.labels_documents && (context.path.startsWith("/.well-known/") || context.path === "/jwks")) {
      context.body = JSON.stringify(context.body);
      context.type = twist.labels_documents;
    }
  });
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
  if (command.do === "twist") {
    twist = command.twist;
    return {};
  }
  throw new Error(`unknown command ${command.do}`);
}

// Beside a browser test it runs alone: node provider.mjs PORT REDIRECT_URI ADDRESS
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
