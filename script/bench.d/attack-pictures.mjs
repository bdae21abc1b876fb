// Small pictures that cost a great deal of work: each alone, then fifty at once, while a page loads for somebody else.
// node attack-pictures.mjs URL PID
import { readFileSync, readdirSync } from "node:fs";

const [url, pid] = process.argv.slice(2);
const headers = { accept: "application/json", origin: url, "sec-fetch-site": "same-origin" };
const PEOPLE = ["owner@bright.example", "mia@bright.example", "noah@bright.example", "owner@northwind.example", "ada@northwind.example", "leo@northwind.example"];
/** How much longer a page may take during the attack, in milliseconds. */
const BUDGET = 50;

const svg = (body) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${body}</svg>`;
const times = (count, each) => Array.from({ length: count }, (_, at) => each(at)).join("");
const points = (count) => times(count, (at) => `${(at * 7) % 100},${(at * 13) % 100} `);
const filtered = (primitive) => svg(`<filter id="f">${primitive}</filter><rect width="100" height="100" filter="url(#f)"/>`);
const filled = (kind, by) =>
  svg(
    `<${kind} id="p" width="1" height="1">${times(300, (at) => `<circle cx="${(at * 7) % 100}" cy="${(at * 13) % 100}" r="9"/>`)}</${kind}>` +
      times(300, (at) => `<rect x="${at % 10}" width="90" height="90" ${by}="url(#p)"/>`),
  );
const marker = (level) =>
  `<marker id="m${level}" markerWidth="9" markerHeight="9"><polyline points="${points(100)}" ${level ? `marker-mid="url(#m${level - 1})"` : ""}/></marker>`;

const ATTACKS = {
  "nested markers": svg(`${times(3, marker)}<polyline points="${points(100)}" marker-mid="url(#m2)"/>`),
  "a pattern in each shape": filled("pattern", "fill"),
  "a mask on each shape": filled("mask", "mask"),
  "octaves without end": filtered('<feTurbulence baseFrequency="0.1" numOctaves="4000000000"/>'),
  "a long style sheet": svg(
    `<style>${times(8000, (at) => `.a${at} > .b .c${at}{fill:red}`)}</style>${times(2000, (at) => `<rect class="a${at} b" width="1" height="1"/>`)}`,
  ),
  "a shorter style sheet": svg(
    `<style>${times(2400, (at) => `.a${at} > .b .c${at}{fill:red}`)}</style>${times(2000, (at) => `<rect class="a${at} b" width="1" height="1"/>`)}`,
  ),
  "a wide blur": filtered('<feGaussianBlur stdDeviation="1e9"/>'),
  "a wide dilation": filtered('<feMorphology operator="dilate" radius="60"/>'),
  "many filters": svg(
    `<filter id="f" x="-10" y="-10" width="21" height="21">${'<feGaussianBlur stdDeviation="90"/>'.repeat(100)}</filter>${'<rect width="100" height="100" filter="url(#f)"/>'.repeat(50)}`,
  ),
  "fine dashes": svg(`<path d="M0 0L1e9 1e9" stroke="red" stroke-dasharray="${"0.001 ".repeat(1000)}"/>`),
  "deep groups": svg(`${"<g>".repeat(40_000)}${"</g>".repeat(40_000)}`),
  "a long path": svg(`<path d="M0 0${times(900_000, (at) => `L${at % 10} ${at % 7}`)}"/>`),
  "a size of 30,000": `<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><rect width="9" height="9"/></svg>`,
};

async function signIn(email) {
  const response = await fetch(`${url}/api/account/sign-in`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ "form[email]": email, "form[password]": "demo-soloos-2026" }),
    redirect: "manual",
  });
  if (response.status >= 400) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}

async function upload(cookie, file) {
  const form = new FormData();
  form.append("file", new Blob([file], { type: "image/svg+xml" }), "picture.svg");
  const sent = performance.now();
  const response = await fetch(`${url}/uploads/avatar`, { method: "POST", headers: { ...headers, cookie }, body: form });
  await response.text();
  return { status: response.status, took: performance.now() - sent };
}

/** The largest share of memory that a process started by the server has taken so far, in megabytes. */
let peak = 0;
function look() {
  for (const entry of pid ? readdirSync("/proc") : []) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const status = readFileSync(`/proc/${entry}/status`, "utf8");
      if (status.match(/^PPid:\s*(\d+)/m)[1] !== pid) continue;
      peak = Math.max(peak, Number(status.match(/^VmHWM:\s*(\d+)/m)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended meanwhile.
    }
  }
}

const percentile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];

/** The sign-in page again and again, until told to stop; its 95th percentile. */
async function pages(isOver) {
  const took = [];
  while (!isOver(took.length)) {
    const asked = performance.now();
    const response = await fetch(`${url}/sign-in`, { headers: { accept: "text/html" } });
    await response.text();
    if (response.status !== 200) throw new Error(`the page answered ${response.status}`);
    took.push(performance.now() - asked);
  }
  took.sort((a, b) => a - b);
  return { count: took.length, p95: percentile(took, 95) };
}

const cookies = await Promise.all(PEOPLE.map(signIn));
let isGood = true;
const watch = setInterval(look, 10);
for (const [name, file] of Object.entries(ATTACKS)) {
  peak = 0;
  const { status, took } = await upload(cookies[0], file);
  isGood &&= status < 500;
  console.log(`${name.padEnd(26)} ${String(Math.ceil(file.length / 1000)).padStart(6)} kB  ${status}  ${took.toFixed(0).padStart(5)} ms  ${peak.toFixed(0).padStart(4)} MB`);
}
clearInterval(watch);

await pages((count) => count >= 20);
const idle = await pages((count) => count >= 200);
const files = Object.values(ATTACKS);
const sent = performance.now();
let isOver = false;
const attack = Promise.all(Array.from({ length: 50 }, (_, at) => upload(cookies[at % cookies.length], files[at % files.length]))).finally(() => {
  isOver = true;
});
const during = await pages(() => isOver);
const answers = await attack;
const counts = new Map();
for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
const statuses = [...counts].map(([status, count]) => `${count} × ${status}`);
console.log(`fifty at once: ${statuses.join(", ")} within ${((performance.now() - sent) / 1000).toFixed(1)} s`);
console.log(`a page meanwhile: p95 ${during.p95.toFixed(1)} ms of ${during.count}, idle ${idle.p95.toFixed(1)} ms`);
// 503 is the answer when the queue is full.
isGood &&= answers.every(({ status }) => status < 500 || status === 503) && during.p95 <= idle.p95 + BUDGET;
console.log(isGood ? "nobody else had to wait" : "somebody else had to WAIT, or an upload failed on our side");
process.exit(isGood ? 0 : 1);
