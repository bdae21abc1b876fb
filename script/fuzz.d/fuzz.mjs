// Sends every case of cases.mjs as everybody and fails when an answer is a fault of the server's, when one takes too
// long, or when the server's log holds an error or a panic.
// node fuzz.mjs URL ROUTES LOG [--sample]
import { readFileSync } from "node:fs";
import { endpoints } from "./cases.mjs";
import { Person, browser } from "./people.mjs";
import { REQUESTS, say } from "./sockets.mjs";

const [url, routesFile, logFile, option] = process.argv.slice(2);
const isSample = option === "--sample";
/** How many cases of one endpoint a sample tries, and how many run at a time. */
const SAMPLE = 14;
const AT_ONCE = 8;
const LATE_MS = 10_000;

/** The same numbers in each run. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const random = seeded(20261126);
const pick = (list) => list[Math.floor(random() * list.length)];
const nobody = { email: "nobody", ids: {}, cookie: "", headers: () => browser(url, random), signIn: async () => false };
const people = ["mia@bright.example", "owner@northwind.example", "god@demo.example"].map((email) => new Person(url, email, random));
const faults = [];
let tried = 0;

function request({ kind, method, path, address, pairs, json, body }, person) {
  const headers = { ...person.headers(), accept: pick(["application/json", "text/html"]) };
  if (kind !== "function") return [url + address, { method, headers, body }];
  if (json !== undefined) return [url + path, { method, headers: { ...headers, "content-type": "application/json" }, body: json }];
  const text = pairs(person.ids).join("&");
  if (method === "GET") return [`${url}${path}?${text.slice(0, 60_000)}`, { method, headers }];
  return [url + path, { method, headers: { ...headers, "content-type": "application/x-www-form-urlencoded" }, body: text }];
}

async function attempt(one, person) {
  tried += 1;
  const [address, options] = request(one, person);
  const started = performance.now();
  let told;
  try {
    const response = await fetch(address, { ...options, redirect: "manual", signal: AbortSignal.timeout(LATE_MS + 5000) });
    told = response.status;
    if ((response.headers.get("content-type") ?? "").startsWith("text/event-stream")) await response.body.cancel();
    else await response.arrayBuffer();
  } catch (error) {
    told = error.cause?.message ?? error.message;
  }
  const took = performance.now() - started;
  if (typeof told !== "number" || told >= 500 || took > LATE_MS) {
    const sent = `${options.method} ${address.slice(url.length)} ${options.body ?? ""}`;
    faults.push(`${told} after ${Math.round(took)} ms, as ${person.email}: ${JSON.stringify(sent.slice(0, 300))}`);
  }
  if (told === 401 && person !== nobody && !(await person.signIn())) person.isOut = true;
}

/** Runs them one after the other in AT_ONCE queues. */
async function all(jobs) {
  const left = jobs[Symbol.iterator]();
  const line = async () => {
    for (const job of left) await job();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}

function* jobs(cases) {
  for (const one of cases) {
    const inside = people.filter((person) => !person.isOut);
    const isOne = isSample || one.kind !== "function";
    const who = isOne ? [pick([nobody, ...inside, ...inside])] : [nobody, ...inside];
    for (const person of who) yield () => attempt(one, person);
  }
}

function some(cases) {
  if (!isSample || cases.length <= SAMPLE) return cases;
  // The plain ones in any case, the others at random.
  return [...cases.slice(0, 2), ...Array.from({ length: SAMPLE - 2 }, () => pick(cases))];
}

const routes = readFileSync(routesFile, "utf8").trim().split("\n").map((line) => {
  const [kind, method, path] = line.split(" ");
  return { kind, method, path };
});
for (const person of people) {
  if (!(await person.signIn())) throw new Error(`${person.email} cannot sign in`);
  await person.look();
}
const tests = endpoints(routes);
for (const { cases } of tests) await all(jobs(some(cases)));
for (const bytes of REQUESTS) {
  tried += 1;
  const status = await say(url, bytes).catch((error) => error.message);
  if (typeof status !== "number" || status >= 500) faults.push(`${status}: ${JSON.stringify(bytes.toString("latin1").slice(0, 120))}`);
}
const log = readFileSync(logFile, "utf8").split("\n").filter((line) => /\bERROR\b|panicked/.test(line));
console.log(`${tried} requests to ${tests.length} endpoints and pages`);
for (const fault of faults.slice(0, 40)) console.log(fault);
for (const line of log.slice(0, 40)) console.log(`log: ${line}`);
console.log(faults.length || log.length ? `${faults.length} answers and ${log.length} lines of the log are faults` : "no answer is a fault, and the log holds none");
process.exit(faults.length || log.length ? 1 : 0);
