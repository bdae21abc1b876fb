// Requests pages of the operator's list at an even rate and prints the server's time of each.
// node god.mjs URL REQUESTS_A_SECOND SECONDS
const [url, rateText, secondsText] = process.argv.slice(2);
const [rate, seconds] = [rateText, secondsText].map(Number);

const queries = [
  "", "?page=2", "?page=100", "?sort=messages", "?sort=messages&order=asc", "?sort=name&tier=pro", "?sort=cost&state=live",
  "?q=olivia.12", "?q=compass&sort=created", "?q=load-99", "?tier=enterprise&since=365&sort=mrr", "?sort=storage&page=3",
];

const signedIn = await fetch(`${url}/api/account/sign-in`, {
  method: "POST",
  headers: { accept: "application/json", origin: url, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ "form[email]": "god@demo.example", "form[password]": "demo-soloos-2026" }),
  redirect: "manual",
});
const cookie = signedIn.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");

async function ask(path) {
  const started = performance.now();
  const accept = path.startsWith("/api/") ? "application/json" : "text/html";
  const headers = { accept, cookie, "sec-fetch-site": "same-origin" };
  const response = await fetch(url + path, { headers, redirect: "manual" });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return { time: performance.now() - started, bytes: body.length };
}

const percentile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];
const pause = (until) => new Promise((done) => setTimeout(done, Math.max(0, until - performance.now())));

async function measure(name, address) {
  for (const query of queries) await ask(address(query));
  const begin = performance.now();
  const asked = [];
  for (let at = 0; at < rate * seconds; at += 1) {
    await pause(begin + (at * 1000) / rate);
    asked.push(ask(address(queries[at % queries.length])));
  }
  const answers = await Promise.all(asked);
  const times = answers.map((answer) => answer.time).sort((a, b) => a - b);
  const figures = [50, 95, 99].map((p) => `p${p} ${percentile(times, p).toFixed(1)} ms`).join(", ");
  console.log(`${name}: ${times.length} requests at ${rate}/s: ${figures}`);
  return percentile(times, 95);
}

const api = (query) => `/api/god/organizations${query.replace(/[?&](\w+)=/g, (found, name) => `${found[0]}query[${name}]=`)}`;
const data = await measure("list as data", api);
const page = await measure("list as a page", (query) => `/god-dashboard${query}`);
const budget = 50;
const within = data < budget && page < budget;
console.log(within ? `within the budget of ${budget} ms` : `OVER the budget of ${budget} ms`);
process.exit(within ? 0 : 1);
