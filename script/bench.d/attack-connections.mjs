// Two thousand silent connections and five hundred that send a byte a second, while a page loads for somebody else;
// then thousands of page loads that are aborted midway, and the memory that they leave in use.
// node attack-connections.mjs URL PID
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";

const [url, pid] = process.argv.slice(2);
const { hostname: host, port: portText } = new URL(url);
const port = Number(portText);
const SILENT = 2000;
const TRICKLING = 500;
const CUT = 1000;
/** The addresses of the attack and of somebody else. */
const [STRANGER, OTHER] = ["127.0.0.1", "127.0.0.2"];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const percentile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];
const memory = () => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmRSS:\s*(\d+)/m)[1]) / 1024;
const files = () => readFileSync(`/proc/${pid}/limits`, "utf8").match(/^Max open files\s+(\d+)/m)[1];

/** The sign-in page on a connection of its own: how long it took, or why it did not come. */
function load(localAddress) {
  const started = performance.now();
  return new Promise((resolve) => {
    const asked = request({ host, port, localAddress, path: "/sign-in", agent: false, headers: { accept: "text/html" } }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode === 200 ? performance.now() - started : `status ${answer.statusCode}`));
      answer.on("error", (error) => resolve(error.code));
    });
    asked.setTimeout(10_000, () => asked.destroy(new Error("no answer within 10 s")));
    asked.on("error", (error) => resolve(error.code ?? error.message));
    asked.end();
  });
}

async function loads(what, localAddress, times) {
  const all = [];
  for (let time = 0; time < times; time += 1) all.push(await load(localAddress));
  const took = all.filter((one) => typeof one === "number").sort((a, b) => a - b);
  const failed = all.filter((one) => typeof one !== "number");
  const figures = took.length ? `p50 ${percentile(took, 50).toFixed(1)} ms, p95 ${percentile(took, 95).toFixed(1)} ms` : "none came";
  console.log(`${what}: ${took.length} of ${times} pages, ${figures}${failed.length ? `; ${[...new Set(failed)].join(", ")}` : ""}`);
  return failed.length === 0;
}

const HEAD = "GET /sign-in HTTP/1.1\r\nhost: x\r\nx-slow: ";
const BODY = "POST /api/account/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100000\r\n\r\n";
let isOver = false;
let opened = 0;
const open = new Set();

/** One of the attack's connections, opened again as often as the server closes it. */
function attack(first) {
  if (isOver) return;
  const socket = connect({ host, port, localAddress: STRANGER });
  opened += 1;
  open.add(socket);
  let beat;
  socket.on("connect", () => {
    if (first === undefined) return;
    socket.write(first);
    beat = setInterval(() => socket.write("a"), 1000);
  });
  socket.on("error", () => {});
  socket.on("data", () => {});
  socket.on("close", () => {
    clearInterval(beat);
    open.delete(socket);
    setTimeout(() => attack(first), 1000);
  });
}

/** Pages that wait for the database, some in several places. */
const PAGES = ["/sign-in", "/chat", "/agents", "/settings", "/settings/members", "/settings/audit", "/account", "/god-dashboard"];

async function signIn(email) {
  const response = await fetch(`${url}/api/account/sign-in`, {
    method: "POST",
    headers: { accept: "application/json", origin: url, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ "form[email]": email, "form[password]": "demo-soloos-2026" }),
    redirect: "manual",
  });
  if (response.status >= 400) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}

/** A page load that is aborted after its head was sent, after a piece of the page arrived, or in between. */
function cut(number) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, localAddress: OTHER });
    socket.on("error", resolve);
    socket.on("close", resolve);
    socket.on("connect", () => {
      const page = PAGES[number % PAGES.length];
      const cookie = page.startsWith("/god") ? god : owner;
      socket.write(`GET ${page} HTTP/1.1\r\nhost: x\r\naccept: text/html\r\ncookie: ${page === "/sign-in" ? "" : cookie}\r\n\r\n`);
      if (number % 3 === 0) setTimeout(() => socket.resetAndDestroy(), number % 50);
    });
    socket.on("data", () => (number % 3 === 1 ? socket.destroy() : socket.resetAndDestroy()));
  });
}

async function cuts() {
  for (let number = 0; number < CUT; number += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, place) => cut(number + place)));
  }
  await pause(1000);
  return memory();
}

console.log(`the server may open ${files()} files`);
await loads("warm", OTHER, 50);
let isGood = await loads("before", OTHER, 100);
for (let number = 0; number < SILENT + TRICKLING; number += 1) {
  attack(number < SILENT ? undefined : number % 2 ? HEAD : BODY);
  if (number % 100 === 99) await pause(10);
}
await pause(3000);
isGood = (await loads(`during ${SILENT} silent and ${TRICKLING} slow connections`, OTHER, 100)) && isGood;
isGood = (await loads("during them, from the same address", STRANGER, 100)) && isGood;
console.log(`${opened} connections were opened, ${open.size} are open now; memory ${memory().toFixed(1)} MB`);
isOver = true;
for (const socket of open) socket.destroy();
await pause(1500);
isGood = (await loads("after", OTHER, 100)) && isGood;

const [owner, god] = [await signIn("owner@bright.example"), await signIn("god@demo.example")];
const [before, first, second, third] = [memory(), await cuts(), await cuts(), await cuts()];
const figures = [before, first, second, third].map((megabytes) => megabytes.toFixed(1)).join(", ");
console.log(`memory before and after each of three times ${CUT} loads cut in the middle: ${figures} MB`);
isGood = (await loads("after the cuts", OTHER, 50)) && isGood;
const isFlat = third - first < 8;
console.log(isGood && isFlat ? "everybody else had their pages, and the memory stays" : "NOT everybody had their pages, or the memory GROWS");
process.exit(isGood && isFlat ? 0 : 1);
