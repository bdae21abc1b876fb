// Every case: one field of one endpoint holds an odd text, the others valid values.
import { functionFields } from "./fields.mjs";
import { PAIRS, QUERY_NAMES, TEXTS } from "./naughty.mjs";

/** Endpoints that end sessions, close organisations or remove rights come last. */
const LAST = /sign-out|end-other|close|leave|delete|suspend|remove|revoke|switch|view-as|change-|transfer|sign-in-policy|two-factor/;

/** Valid values by the last word of a field's name. */
const GOOD = {
  email: "n@new.example",
  password: "a long enough phrase",
  new_password: "a long enough phrase",
  current_password: "wrong",
  proof: "wrong",
  name: "A name",
  title: "A title",
  text: "Hi",
  role: "member",
  tier: "pro",
  plan: "pro",
  key: "pro",
  time_zone: "UTC",
  accent: "#112233",
  slug: "a-slug",
  days: "90",
  page: "1",
  version: "1",
  temperature: "1",
  max_tokens: "900",
  system_prompt: "Be kind.",
  theme: "dark",
  picture: "logo",
  tab: "audit",
  csv: "email,organization\nn@new.example,New",
  token: "none",
  reason: "Unpaid",
  step: "logo",
  descending: "true",
};

const encode = (text) => encodeURIComponent(text.toWellFormed());
const word = (name) => name.match(/(\w+)(?:\[\])?\]?$/)?.[1] ?? name;

/** A valid value: an id of the person's, a value of the list above, or a short default. */
function good(name, path, ids) {
  const last = word(name);
  const about = last === "id" ? (path.match(/agent|chat|conversation|organization|run|member/)?.[0] ?? "") : last.replace(/s$/, "");
  const id = { chat: ids.conversation, member: ids.person }[about] ?? ids[about];
  if (/stop|retry/.test(path) && last === "id" && ids.run) return ids.run;
  return id ?? GOOD[last] ?? "";
}

function* functionCases(method, path, fields) {
  const rest = (ids, but) => fields.filter((name) => name !== but).map((name) => `${encode(name)}=${encode(good(name, path, ids))}`);
  const send = (pairs) => ({ kind: "function", method, path, pairs });
  yield send(() => []);
  yield send((ids) => rest(ids));
  for (const field of fields.length ? fields : ["form[x]"]) {
    for (const text of TEXTS) yield send((ids) => [...rest(ids, field), `${encode(field)}=${encode(text)}`]);
    for (const pair of PAIRS(field)) yield send((ids) => [...rest(ids, field), pair]);
  }
  if (method === "POST") {
    for (const body of ['{"form":{"x":"\\u0000"}}', '{"form":"\\ud800"}', "{", "[".repeat(50_000), "null", "\ufeff{}"]) {
      yield { kind: "function", method, path, json: body };
    }
  }
}

let turns = 0;

/** A few of the texts, different ones each time: every address with every text in every query would take hours. */
function turn() {
  turns += 1;
  return TEXTS.filter((_, place) => (place + turns) % 6 === 0);
}

function* addressCases(kind, path) {
  const holes = [...path.matchAll(/\{[^}]+\}/g)].map(([hole]) => hole);
  const filled = path.replace(/\{[^}]+\}/g, "01890a5d-ac96-774b-bcce-b302099a8057");
  const ask = (address, method = "GET") => ({ kind, method, path, address });
  yield ask(filled);
  for (const hole of holes) {
    for (const text of [...TEXTS, ".", "..", "/"]) yield ask(path.replace(hole, encode(text).slice(0, 8000)).replace(/\{[^}]+\}/g, "x"));
    for (const raw of ["%ff", "%00", "%ed%a0%80", "%", "a//", "\\evil"]) yield ask(path.replace(hole, raw).replace(/\{[^}]+\}/g, "x"));
  }
  for (const name of new Set(QUERY_NAMES)) {
    for (const text of turn()) yield ask(`${filled}?${name}=${encode(text).slice(0, 20_000)}`);
    for (const pair of PAIRS(name)) yield ask(`${filled}?${pair}`);
  }
  if (kind === "raw") {
    for (const text of TEXTS) yield { ...ask(filled, "POST"), body: text.toWellFormed() };
  }
}

/** All cases by endpoint, in the order in which they are tried. Each registered function must be found. */
export function endpoints(routes) {
  const known = functionFields();
  const missing = routes.filter(({ kind, path }) => kind === "function" && !known.has(path)).map(({ path }) => path);
  if (missing.length) throw new Error(`the fields of these functions were not found in the sources: ${missing.join(", ")}`);
  const all = routes.map(({ kind, method, path }) => ({
    path,
    cases: [...(kind === "function" ? functionCases(method, path, known.get(path)) : addressCases(kind, path))],
  }));
  const isLast = ({ path }) => path.startsWith("/api/") && LAST.test(path);
  return [...all.filter((one) => !isLast(one)), ...all.filter(isLast)];
}
