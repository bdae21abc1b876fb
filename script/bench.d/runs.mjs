// Times each run from the moment its message is sent to the first block that arrives over SSE.
// node runs.mjs URL DELAY_MS RUNS_AT_ONCE ROUNDS
const [url, delayText, atOnceText, roundsText] = process.argv.slice(2);
const [delay, atOnce, rounds] = [delayText, atOnceText, roundsText].map(Number);
/** Over how many milliseconds the first questions are spread: about as long as a run takes. */
const SPREAD = 1000;
const json = { accept: "application/json", origin: url, "sec-fetch-site": "same-origin" };

async function post(path, fields, cookie) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { ...json, cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  if (response.status >= 400) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

/** Reads a run's stream to its end; returns the time of its first block. */
async function follow(run, cookie) {
  const response = await fetch(`${url}/sse/runs/${run}`, { headers: { ...json, accept: "text/event-stream", cookie } });
  let first;
  let text = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (first === undefined && text.includes('"type":"parts"')) first = performance.now();
    if (text.includes('"type":"end"')) break;
  }
  if (first === undefined) throw new Error(`no block came: ${text.slice(0, 400)}`);
  return first;
}

async function ask(cookie, conversation) {
  const sent = performance.now();
  const response = await post("/api/chat/send", { "form[conversation]": conversation, "form[text]": "Tell me more" }, cookie);
  const body = await response.json();
  const first = await follow(body.answer.run.id, cookie);
  return { conversation: body.conversation, overhead: first - sent - delay };
}

const percentile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];

const signedIn = await post("/api/account/sign-in", { "form[email]": "owner@bright.example", "form[password]": "demo-soloos-2026" }, "");
const cookie = signedIn.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
// The first round makes the conversations and warms everything up.
const conversations = (await Promise.all(Array.from({ length: atOnce }, () => ask(cookie, "")))).map((run) => run.conversation);

function report(title, overheads) {
  overheads.sort((a, b) => a - b);
  const figures = [50, 95, 99].map((p) => `p${p} ${percentile(overheads, p).toFixed(1)} ms`);
  console.log(`${title}, ${overheads.length} runs: ${figures.join(", ")}`);
  return percentile(overheads, 95);
}

console.log(`submit to first block, beyond the ${delay} ms that the mock model waits before its first word`);
// Everybody sends at the same time: the queue on this machine's cores is part of the figure.
const burst = [];
for (let round = 0; round < rounds; round += 1) {
  const runs = await Promise.all(conversations.map((conversation) => ask(cookie, conversation)));
  burst.push(...runs.map((run) => run.overhead));
}
report(`${atOnce} sent in one instant`, burst);

// A constant number of answers in progress, each person asking again when theirs is complete.
const steady = [];
await Promise.all(
  conversations.map(async (conversation, at) => {
    await new Promise((start) => setTimeout(start, (at / atOnce) * SPREAD));
    for (let round = 0; round < rounds; round += 1) steady.push((await ask(cookie, conversation)).overhead);
  }),
);
const p95 = report(`${atOnce} in flight all the time`, steady);
const budget = 50;
console.log(p95 < budget ? `within the budget of ${budget} ms` : `OVER the budget of ${budget} ms`);
process.exit(p95 < budget ? 0 : 1);
